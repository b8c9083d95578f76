interface FileType {
  readonly mediaType: string;
  /** How such a file begins. */
  readonly begins: readonly number[];
}

const PDF = [0x25, 0x50, 0x44, 0x46];
const ZIP = [0x50, 0x4b, 0x03, 0x04];
const OFFICE = 'application/vnd.openxmlformats-officedocument';

/** What may stand with a mission or a reception, by the ending of its name: papers and pictures, nothing that runs. */
const TYPES: Readonly<Record<string, FileType>> = {
  pdf: { mediaType: 'application/pdf', begins: PDF },
  jpg: { mediaType: 'image/jpeg', begins: [0xff, 0xd8, 0xff] },
  jpeg: { mediaType: 'image/jpeg', begins: [0xff, 0xd8, 0xff] },
  png: { mediaType: 'image/png', begins: [0x89, 0x50, 0x4e, 0x47] },
  docx: { mediaType: `${OFFICE}.wordprocessingml.document`, begins: ZIP },
  xlsx: { mediaType: `${OFFICE}.spreadsheetml.sheet`, begins: ZIP },
};

export const TAKEN_TYPES = 'PDF、JPG、PNG、Word（docx）、Excel（xlsx）';

/** Null: it is none of these, or not what its name says. */
export function mediaTypeOf(name: string, bytes: Buffer): string | null {
  const ending = name.split('.').at(-1)?.toLowerCase() ?? '';
  const type = name.includes('.') && Object.hasOwn(TYPES, ending) ? TYPES[ending] : undefined;
  return type && type.begins.every((byte, at) => bytes[at] === byte) ? type.mediaType : null;
}
