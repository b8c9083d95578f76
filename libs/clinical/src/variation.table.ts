/**
 * How much results of an item differ from one time to the next in a healthy person (CVI, percent), one item per line:
 * code | CVI. Figures of the public biological variation database (Westgard, 2014 edition); a laboratory replaces them by its own.
 * What is not here is not judged: 未配置.
 */
export const VARIATION_LINES = `
WBC|11.4
HGB|2.85
RBC|3.2
PLT|9.1
ALT|19.4
AST|12.3
ALP|6.45
GGT|13.4
TP|2.75
ALB|3.2
CREA|5.95
UREA|12.1
UA|8.6
FPG|5.6
HBA1C|1.86
TC|5.95
TG|19.9
HDLC|7.3
LDLC|7.8
K|4.6
NA|0.6
CL|1.2
CA|2.1
PHOS|8.15
MG|3.6
TSH|19.3
FT3|7.9
FT4|5.7
CEA|12.7
AFP|12.2
CRP|42.2
FER|14.2
CK|22.8
LDH|8.6
`;
