import { useEffect } from 'react';
import { createPortal } from 'react-dom';
import type { Schema } from '@cadre/api-client/typed-paths';
import { HeadRow } from '../list/head-row.js';
import './print.css';

type Sheets = Schema<'PrintedSheets'>;
type Sheet = Sheets['items'][number];

const PAGE_SIZES: Readonly<Record<Sheets['paper'], string>> = { A4: 'A4 portrait', 'A5-landscape': 'A5 landscape' };

/** Reports as they go to the printer; on screen they are not seen. Everything in them is text. */
export function PrintArea({ sheets, onDone }: { sheets: Sheets; onDone: () => void }) {
  useEffect(() => {
    document.body.classList.add('printing-reports');
    const done = () => onDone();
    window.addEventListener('afterprint', done);
    window.print();
    return () => {
      window.removeEventListener('afterprint', done);
      document.body.classList.remove('printing-reports');
    };
  }, [onDone]);
  const copies = Array.from({ length: sheets.copies }, (_, copy) => sheets.items.map((sheet) => ({ sheet, copy }))).flat();
  return createPortal(
    <div className="print-area">
      <style>{`@page { size: ${PAGE_SIZES[sheets.paper]}; margin: 10mm 12mm 14mm; @bottom-right { content: "第 " counter(page) " 页 / 共 " counter(pages) " 页"; font-size: 9pt; } }`}</style>
      {copies.map(({ sheet, copy }) => (
        <SheetOnPaper key={`${sheet.reportId}/${copy}`} sheet={sheet} />
      ))}
    </div>,
    document.body,
  );
}

/** The head stands in the head of a table, which the browser repeats on every page. */
function SheetOnPaper({ sheet: { hospital, title, subtitle, nth, fields, tables, texts, foot } }: { sheet: Sheet }) {
  return (
    <table className="print-sheet">
      <thead>
        <tr>
          <td>
            <h1>{hospital}</h1>
            <h2>
              {title}
              {nth > 1 && <span className="print-again">补打（第 {nth} 次）</span>}
            </h2>
            {subtitle && <p className="print-subtitle">{subtitle}</p>}
            <dl>
              {fields.map(({ label, value }) => (
                <div key={label}>
                  <dt>{label}：</dt>
                  <dd>{value ?? '—'}</dd>
                </div>
              ))}
            </dl>
          </td>
        </tr>
      </thead>
      <tbody>
        <tr>
          <td>
            {tables.map(({ caption, columns, rows }, nthTable) => (
              <table key={caption ?? nthTable} className="print-table">
                {caption && <caption>{caption}</caption>}
                <HeadRow titles={columns} />
                <tbody>
                  {rows.map(({ cells, abnormal }, row) => (
                    <tr key={row} className={abnormal ? 'print-abnormal' : undefined}>
                      {cells.map((cell, at) => (
                        <td key={at}>{cell}</td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            ))}
            {texts.map(({ heading, text }) => (
              <section key={heading}>
                <h3>{heading}</h3>
                <p className="print-prose">{text}</p>
              </section>
            ))}
            <footer>
              {foot.map((line) => (
                <p key={line}>{line}</p>
              ))}
            </footer>
          </td>
        </tr>
      </tbody>
    </table>
  );
}
