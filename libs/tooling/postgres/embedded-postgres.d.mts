export interface ClusterOptions {
  /** Folder of this cluster; it stays the key to it even when the data itself has to live elsewhere. */
  directory: string;
  /** Port on 127.0.0.1; by default that of the last start if free, else any free one. */
  port?: number;
  /** Server settings, e.g. `{ fsync: 'off' }` for a throwaway cluster. */
  settings?: Record<string, string>;
  /** Receives lines in Chinese about what is being done. */
  log?: (line: string) => void;
}

export interface Cluster {
  /** Address of the superuser `postgres`, database `postgres`, on 127.0.0.1. */
  url: string;
  port: number;
  /** Process number of the postmaster. */
  pid: number;
  /** Whether it was running already when we came. */
  adopted: boolean;
  /** Ends it within about 6 s, whatever clients do; may be called again. */
  stop(): Promise<void>;
}

/** Makes, starts or adopts the PostgreSQL 18 cluster of a directory. Throws `StartProblem` with one Chinese sentence. */
export declare function startCluster(options: ClusterOptions): Promise<Cluster>;

/** Stops the cluster of a directory if it runs and deletes all of it. For tests and trials. */
export declare function destroyCluster(directory: string): Promise<void>;
