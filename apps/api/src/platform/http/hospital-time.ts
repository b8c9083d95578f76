const ZONE = { timeZone: 'Asia/Shanghai' } as const;

/** A moment by the hospital's clock as it stands on paper, e.g. 2026/11/23 09:05:00. */
export const spokenTime = (at: Date): string => at.toLocaleString('zh-CN', { ...ZONE, hour12: false });

/** A moment by the hospital's clock as it stands in the name of a file, e.g. 20261123090500. */
export const fileStamp = (at: Date): string => at.toLocaleString('sv-SE', ZONE).replace(/\D/g, '');
