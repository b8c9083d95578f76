import { changeWords } from './change-words.js';
import { periodWords } from './report-templates.js';
import type { ReportFigures, ReportTexts } from './report.dto.js';

/** What a report says before anybody has written: its main figures as sentences, and the headings to fill in. */
export function firstTexts(period: string, { rows }: ReportFigures): ReportTexts {
  const sentences = rows
    .filter(({ cells }) => cells.at(-1)!.visits > 0)
    .map(({ name, cells, previous, lastYear }) => {
      const { visits, people } = cells.at(-1)!;
      return `${name} ${visits}（${people} 人），环比${changeWords(visits, previous.visits)}，同比${changeWords(visits, lastYear.visits)}`;
    });
  return { overview: sentences.length ? `${periodWords(period)}，干部保健工作量：${sentences.join('；')}。` : `${periodWords(period)} 本期无记录。`, work: '', problems: '', plans: '' };
}
