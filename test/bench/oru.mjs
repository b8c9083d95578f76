/** Results lie about the middle of their range, one of eight beyond it, as with the patients of a large hospital. */
const valueOf = (/** @type {string} */ range, /** @type {number} */ at) => {
  const [low = 0, high = 0] = range.split('-').map(Number);
  const share = (serial + at) % 8 === 0 ? 1.6 : 0.47 + ((serial + at) % 7) / 100;
  return (low + (high - low) * share).toFixed(2);
};

/** Items of a pushed report: code, name, unit, range. */
const PANEL = [
  ['CREA', '肌酐', 'umol/L', '57-111'], ['UREA', '尿素', 'mmol/L', '3.1-8.0'], ['GLU', '葡萄糖', 'mmol/L', '3.9-6.1'], ['ALT', '丙氨酸氨基转移酶', 'U/L', '9-50'],
  ['AST', '天门冬氨酸氨基转移酶', 'U/L', '15-40'], ['K', '钾', 'mmol/L', '3.5-5.3'], ['NA', '钠', 'mmol/L', '137-147'], ['CL', '氯', 'mmol/L', '99-110'],
  ['CA', '钙', 'mmol/L', '2.11-2.52'], ['UA', '尿酸', 'umol/L', '208-428'],
];
let serial = 0;
/** Samples of yesterday, one a second: whatever arrives is its person's newest, as it is in a laboratory. */
const FIRST_SAMPLE = Date.now() - 24 * 3_600_000;
const SHANGHAI_MS = 8 * 3_600_000;
const stamp = (/** @type {number} */ at) => new Date(at + SHANGHAI_MS).toISOString().replace(/\D/g, '').slice(0, 14);

/**
 * An ORU^R01 as the laboratory of the demonstration sends it; every call is a new report.
 * @param {string} patientNo @param {string} name @param {number} results
 */
export function oru(patientNo, name, results) {
  serial += 1;
  const no = `B${String(serial).padStart(8, '0')}`;
  const [sampled, reported] = [stamp(FIRST_SAMPLE + serial * 1_000), stamp(FIRST_SAMPLE + serial * 1_000 + 1_800_000)];
  const lines = [
    `MSH|^~\\&|LIS|H01|CADRE|H01|${reported}||ORU^R01|M${no}|P|2.4||||||UNICODE UTF-8`,
    `PID|1||${patientNo}^^^HIS||${name}||19500615|M`,
    `PV1|1|O|||||||||||||||||MZ${no}`,
    `OBR|1|S${no}|${no}|SH01^生化全套|||${sampled}||||||||血清|D1^测试医生||||1||${reported}|||F`,
    ...Array.from({ length: results }, (_, at) => {
      const [code, item, unit, range = ''] = PANEL[at % PANEL.length] ?? [];
      return `OBX|${at + 1}|NM|${code}${at < PANEL.length ? '' : at}^${item}|${no}-${at + 1}|${valueOf(range, at)}|${unit}|${range}|N|||F|||${reported}||||AU5800`;
    }),
  ];
  return { no, controlId: `M${no}`, text: `${lines.join('\r')}\r` };
}
