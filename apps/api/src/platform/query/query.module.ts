import { Global, Module } from '@nestjs/common';
import { QueryCatalogues } from './query-catalogues.js';

/** Nested queries of lists: what may be asked, turned into SQL and into a sentence. */
@Global()
@Module({ providers: [QueryCatalogues], exports: [QueryCatalogues] })
export class QueryModule {}
