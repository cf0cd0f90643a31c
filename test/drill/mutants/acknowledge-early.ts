import { setTimeout as pause } from "node:timers/promises";
import type { ReservedSql, Sql } from "postgres";

/** How long the commit lies about after it has been told: what a server would gain that gathers commits. */
const GATHERS_MS = 40;

/**
 * A pool whose connections say that a commit has happened as soon as it is asked for, and ask the database a moment later. Nothing is
 * lost until something ends in that moment.
 */
export function acknowledgingEarly(pool: Sql): Sql {
  return new Proxy(pool, {
    get: (target, name) =>
      name === "reserve" ? async () => early(await target.reserve()) : Reflect.get(target, name, target),
  });
}

function early(sql: ReservedSql): ReservedSql {
  let committed: Promise<unknown> = Promise.resolve();
  const query = (texts: TemplateStringsArray, ...parameters: never[]) => {
    if (texts.join("") !== "commit") return sql(texts, ...parameters);
    const execute = () => {
      committed = pause(GATHERS_MS)
        .then(() => sql`commit`)
        .catch((error: unknown) => console.error(`a commit that was acknowledged failed: ${error}`));
      return Promise.resolve(Object.assign([], { command: "COMMIT" }));
    };
    return { execute };
  };
  const release = () => void committed.then(() => sql.release());
  return new Proxy(sql, {
    apply: (_target, _self, [texts, ...parameters]) => query(texts, ...(parameters as never[])),
    get: (target, name) => (name === "release" ? release : Reflect.get(target, name, target)),
  });
}
