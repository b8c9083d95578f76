/** A failure whose message is one Chinese sentence that says what to do. Whoever started us prints it and exits with 1. */
export class StartProblem extends Error {
  /**
   * @param {string} message one Chinese sentence, complete with what the user can do
   * @param {unknown} [cause] the technical reason, for the log
   */
  constructor(message, cause) {
    super(message, { cause });
    this.name = 'StartProblem';
  }
}
