/** A report sentence by sentence, with those marked that the other report does not have; spaces and punctuation do not count. */
export function sentencesOnlyIn(text: string, other: string): readonly { readonly sentence: string; readonly only: boolean }[] {
  const known = new Set(sentencesOf(other).map(bare));
  return sentencesOf(text).map((sentence) => ({ sentence, only: bare(sentence) !== '' && !known.has(bare(sentence)) }));
}

const sentencesOf = (text: string): string[] => text.match(/[^。；;\n]*[。；;\n]|[^。；;\n]+$/g) ?? [];
const bare = (sentence: string): string => sentence.normalize('NFKC').replace(/[\s\p{P}]/gu, '');
