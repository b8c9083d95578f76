import { today } from '../format/dates.js';

/** Saves a downloaded answer under the name that the server gave it. */
export async function saveFile(answer: Response, title: string): Promise<void> {
  const named = /filename\*=UTF-8''([^;]+)/i.exec(answer.headers.get('content-disposition') ?? '')?.[1];
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await answer.blob());
  link.download = named ? decodeURIComponent(named) : `${title}_${today()}.xlsx`;
  link.click();
  URL.revokeObjectURL(link.href);
}
