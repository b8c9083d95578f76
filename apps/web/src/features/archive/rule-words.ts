import { labItem, LAB_ITEMS } from '@cadre/clinical/lab-items';

/** Measurements of the check-up that rules ask for, by their codes; others may be typed by code. */
const SIGNS: Readonly<Record<string, string>> = { SBP: '收缩压', DBP: '舒张压', BMI: '体重指数', WAIST: '腰围' };

export const itemName = (code: string): string => labItem(code)?.name ?? code;
export const signName = (code: string): string => SIGNS[code] ?? code;
export const ITEM_CHOICES = LAB_ITEMS.map(({ code, name, abbr }) => ({ value: code, label: `${name} ${abbr}` }));
export const SIGN_CHOICES = Object.entries(SIGNS).map(([value, label]) => ({ value, label: `${label} ${value}` }));
