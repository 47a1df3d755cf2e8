import { m } from '#words';

/** Kinds are free text; those of the national tree, which are identifiers, have words. */
export const kindWord = (kind: string): string => known[kind]?.() ?? kind;

const known: Record<string, () => string> = {
	co_quan: () => m.organisation_kind_body(),
	tinh: () => m.organisation_kind_province(),
	thanh_pho_truc_thuoc_trung_uong: () => m.organisation_kind_centralCity(),
	quan: () => m.organisation_kind_urbanDistrict(),
	huyen: () => m.organisation_kind_district(),
	thi_xa: () => m.organisation_kind_town(),
	thanh_pho: () => m.organisation_kind_city(),
	thanh_pho_thuoc_tinh: () => m.organisation_kind_city(),
	thanh_pho_thuoc_thanh_pho: () => m.organisation_kind_city(),
	xa: () => m.organisation_kind_commune(),
	phuong: () => m.organisation_kind_ward(),
	thi_tran: () => m.organisation_kind_township(),
	dac_khu: () => m.organisation_kind_specialZone(),
	phong: () => m.organisation_kind_department(),
};
