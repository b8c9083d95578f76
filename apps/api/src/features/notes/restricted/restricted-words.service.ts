import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { Conflict, NotFound } from '../../../platform/http/refusal.js';
import type { NewRestrictedWord, RestrictedWordRemoval, RestrictedWordRow } from './restricted-word.dto.js';

/** The words that make a document a restricted one. The row policy asks for them at every reading: a change holds at once. */
@Injectable()
export class RestrictedWords {
  constructor(private readonly db: ScopedDatabase) {}

  list(caller: Caller): Promise<RestrictedWordRow[]> {
    return this.db.asCaller(caller, (em) =>
      em.query('select id, word, added_by as "addedBy", added_at as "addedAt" from restricted_note_word order by word'),
    );
  }

  async add(caller: Caller, { word, reason }: NewRestrictedWord): Promise<void> {
    caller.request.reason = reason;
    await this.db.asCaller(caller, async (em) => {
      const added: unknown[] = await em.query(
        `insert into restricted_note_word (word, added_by) select $1, $2
         where not exists (select 1 from restricted_note_word where lower(word) = lower($1)) on conflict do nothing returning id`,
        [word, caller.username],
      );
      if (added.length === 0) throw new Conflict('WORD_EXISTS', `“${word}”已经在限制词中，无需重复添加。`);
    });
  }

  /** Documents with this word alone become readable for everybody with `note:read`. Throws NotFound for a word that is not there. */
  async remove(caller: Caller, id: string, { reason }: RestrictedWordRemoval): Promise<void> {
    caller.request.reason = reason;
    await this.db.asCaller(caller, async (em) => {
      const [removed]: [unknown[], number] = await em.query('delete from restricted_note_word where id = $1 returning id', [id]);
      if (removed.length === 0) throw new NotFound('限制词');
    });
  }
}
