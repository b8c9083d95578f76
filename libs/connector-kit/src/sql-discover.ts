import type { OfferedField, OfferedView } from './offered-view.js';
import type { TextRow } from './sql-dialect.js';

/** Times of change as Chinese hospital systems call them. */
const CURSOR_NAME = /^(xgsj|gxsj|czsj|lrsj|update_?time|modify_?time|last_?modif\w*|updated_?at|changed_?at|\w*更新时间|\w*修改时间)$/;
const CURSOR_TYPE = /time|date/i;
const KEY_NAME = /(^id$|_id$|lsh$|^\w*(dh|bh|xh)$|_no$|code$)/;

/** Columns as a database lists them → views, with a guess at key and cursor that a person confirms. */
export function offeredViews(columns: readonly TextRow[]): readonly OfferedView[] {
  const views = new Map<string, OfferedField[]>();
  for (const { view, name, type, comment } of columns) {
    if (!view || !name) continue;
    const fields = views.get(view) ?? [];
    fields.push({ name, type: type ?? '', comment: comment ?? null });
    views.set(view, fields);
  }
  return [...views].map(([name, fields]) => ({
    name,
    fields,
    key: fields.filter((field) => KEY_NAME.test(field.name)).slice(0, 1).map((field) => field.name),
    cursorCandidates: fields
      .filter((field) => CURSOR_NAME.test(field.name) || CURSOR_TYPE.test(field.type))
      .toSorted((a, b) => Number(CURSOR_NAME.test(b.name)) - Number(CURSOR_NAME.test(a.name)))
      .map((field) => field.name),
  }));
}
