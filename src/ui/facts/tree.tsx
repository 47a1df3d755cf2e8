import { m } from '#words';

/** A node of a tree. One whose children are not on the page says how many there are and leads to them. */
export type TreeNode = {
	label: string;
	href: string;
	/** Small type beside the name: kind, code. */
	detail?: string;
	children?: TreeNode[];
	/** How many children it has that are not on this page. */
	more?: number;
	open?: boolean;
	current?: boolean;
};

/** A tree that opens and closes without JavaScript; every name is a link. */
export const Tree = ({ label, nodes }: { label: string; nodes: TreeNode[] }) => (
	<nav class="tree" aria-label={label}>
		<Branch nodes={nodes} />
	</nav>
);

const Branch = ({ nodes }: { nodes: TreeNode[] }) => (
	<ul>
		{nodes.map((node) => (
			<li>
				{node.children?.length ? (
					<details open={node.open}>
						<summary>
							<NodeName node={node} />
						</summary>
						<Branch nodes={node.children} />
					</details>
				) : (
					<NodeName node={node} />
				)}
			</li>
		))}
	</ul>
);

const NodeName = ({ node }: { node: TreeNode }) => (
	<span class="node">
		<a href={node.href} aria-current={node.current ? 'true' : undefined}>
			{node.label}
		</a>
		{node.detail && <small>{node.detail}</small>}
		{node.more ? <small>{m.ui_tree_more({ count: node.more })}</small> : null}
	</span>
);
