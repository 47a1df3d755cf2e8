import { m } from '#words';
import { Icon } from '../icon.tsx';

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

/**
 * The toggle stands beside the name, not around it: a link inside a `<summary>` is a control inside a control. The style sheet
 * hides the list while the toggle is closed; a browser that cannot shows everything.
 */
const Branch = ({ nodes }: { nodes: TreeNode[] }) => (
	<ul>
		{nodes.map((node) => (
			<li>
				<div class="node">
					{node.children?.length ? (
						<details open={node.open}>
							<summary>
								<Icon name="chevronRight" />
								<span class="sr-only">{m.ui_tree_toggle({ label: node.label })}</span>
							</summary>
						</details>
					) : null}
					<NodeName node={node} />
				</div>
				{node.children?.length ? <Branch nodes={node.children} /> : null}
			</li>
		))}
	</ul>
);

const NodeName = ({ node }: { node: TreeNode }) => (
	<span>
		<a href={node.href} aria-current={node.current ? 'true' : undefined}>
			{node.label}
		</a>
		{node.detail && <small>{node.detail}</small>}
		{node.more ? <small>{m.ui_tree_more({ count: node.more })}</small> : null}
	</span>
);
