/** Items of a pushed report: code, name, unit, range. */
const PANEL = [
  ['CREA', '肌酐', 'umol/L', '57-111'], ['UREA', '尿素', 'mmol/L', '3.1-8.0'], ['GLU', '葡萄糖', 'mmol/L', '3.9-6.1'], ['ALT', '丙氨酸氨基转移酶', 'U/L', '9-50'],
  ['AST', '天门冬氨酸氨基转移酶', 'U/L', '15-40'], ['K', '钾', 'mmol/L', '3.5-5.3'], ['NA', '钠', 'mmol/L', '137-147'], ['CL', '氯', 'mmol/L', '99-110'],
  ['CA', '钙', 'mmol/L', '2.11-2.52'], ['UA', '尿酸', 'umol/L', '208-428'],
];
let serial = 0;

/**
 * An ORU^R01 as the laboratory of the demonstration sends it; every call is a new report.
 * @param {string} patientNo @param {string} name @param {number} results
 */
export function oru(patientNo, name, results) {
  serial += 1;
  const no = `B${String(serial).padStart(8, '0')}`;
  const lines = [
    `MSH|^~\\&|LIS|H01|CADRE|H01|20261120101500||ORU^R01|M${no}|P|2.4||||||UNICODE UTF-8`,
    `PID|1||${patientNo}^^^HIS||${name}||19500615|M`,
    `PV1|1|O|||||||||||||||||MZ${no}`,
    `OBR|1|S${no}|${no}|SH01^生化全套|||20261120073000||||||||血清|D1^测试医生||||1||20261120101500|||F`,
    ...Array.from({ length: results }, (_, at) => {
      const [code, item, unit, range] = PANEL[at % PANEL.length] ?? [];
      return `OBX|${at + 1}|NM|${code}${at < PANEL.length ? '' : at}^${item}|${no}-${at + 1}|${(serial % 40) + at + 0.5}|${unit}|${range}|N|||F|||20261120093000||||AU5800`;
    }),
  ];
  return { no, controlId: `M${no}`, text: `${lines.join('\r')}\r` };
}
