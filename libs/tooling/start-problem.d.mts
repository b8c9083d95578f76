/** A failure whose message is one Chinese sentence that says what to do. */
export declare class StartProblem extends Error {
  constructor(message: string, cause?: unknown);
}
