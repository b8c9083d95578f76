/** Whose system this is, until an administrator says otherwise. */
export const DEFAULT_HOSPITAL_NAME = '深圳市第三人民医院';

let known: string = DEFAULT_HOSPITAL_NAME;

/** The name on the sign-in page and at the head of every print and of every file that leaves the system. */
export function hospitalName(): string {
  return known;
}

/** The parameters say it at every start and every change. */
export function nameHospital(name: string): void {
  known = name;
}
