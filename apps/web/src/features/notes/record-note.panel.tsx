import { DocumentView } from './document-view.js';

interface Props {
  readonly id: string;
  readonly person: { readonly id: string };
}

/** One document beside the page that it was opened from. */
export function RecordNotePanel({ id, person }: Props) {
  return <DocumentView id={id} personId={person.id} />;
}
