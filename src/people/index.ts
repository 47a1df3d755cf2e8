/**
 * Members of the body and where they serve, on any date. A posting at a unit that ended means what continues it.
 */
export { memberPath } from './desk/paths.ts';
export { peopleDesk } from './desk/desk.ts';
export { endExemption, exemptMember, type NewExemption } from './exempt-member.ts';
export { correctMember, enterMember, type MemberWords, type NewMember } from './enter-member.ts';
export { importMembersCommand } from './import/command.ts';
export { importMembers, previewMembers, type ImportedMembers } from './import/import-members.ts';
export { memberSheet } from './import/members-sheet.ts';
export { mayKeepMembers, maySeeMembers } from './people.policy.ts';
export {
	countServing,
	findMember,
	findMemberByNumber,
	findPosting,
	listPostings,
	listServing,
	searchMembers,
	type Member,
	type Posting,
	type Serving,
} from './people.store.ts';
export { letMemberGo, postMember, type NewPosting } from './post-member.ts';
