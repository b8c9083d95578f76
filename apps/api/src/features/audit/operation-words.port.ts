/** What an operation of the trail is called, for whoever shows a trail: the words of the API document. */
export abstract class OperationWords {
  abstract of(operation: string): string;
}
