/** Whose system this is: on the sign-in page and at the head of every file that leaves it. */
export const HOSPITAL_NAME = '深圳市第三人民医院';
