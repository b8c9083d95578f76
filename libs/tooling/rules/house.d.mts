/** What the linters cannot see: vague names, over-long files. One sentence per problem, paths relative to the root. */
export declare function houseProblems(root: string): string[];
