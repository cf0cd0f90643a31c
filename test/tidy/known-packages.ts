/**
 * Packages that the product may know, and where. What stands in one room stays there, so that it can be exchanged for another one; tests, bench
 * and what builds the screens may take what they need. `node:` are all modules of Node.
 */
export const KNOWN_PACKAGES: readonly (readonly [place: string, name: string])[] = [
  ["duty/", "zod"],
  ["duty/grammar/time.ts", "temporal-polyfill"],
  ["solver/", "highs"],
  ["solver/", "node:worker_threads"],
  ["solver/search-worker.ts", "node:process"],
  ["server/", "node:"],
  ["server/", "zod"],
  ["server/", "postgres"],
  ["server/", "fastify"],
  ["server/", "canonicalize"],
  ["server/", "uuid"],
  ["server/http/", "fastify-type-provider-zod"],
  ["server/http/", "@fastify/cookie"],
  ["server/http/", "@fastify/helmet"],
  ["server/http/", "@fastify/rate-limit"],
  ["server/http/", "@fastify/static"],
  ["server/http/", "@fastify/swagger"],
  ["server/account/password.ts", "@node-rs/argon2"],
  ["server/account/password.ts", "@zxcvbn-ts/core"],
  ["server/account/password.ts", "@zxcvbn-ts/language-common"],
  ["server/archive/", "tar-stream"],
  ["server/backup/", "tar-stream"],
  ["server/photo/draw-process.ts", "sharp"],
  ["server/regulation/", "yaml"],
  ["server/simulation/china-calendar.ts", "chinese-days"],
  ["cli/", "node:"],
  ["cli/", "zod"],
  ["cli/", "postgres"],
  ["web/", "react"],
  ["web/", "react-dom"],
  ["web/", "react-i18next"],
  ["web/", "i18next"],
  ["web/", "antd"],
  ["web/", "@ant-design/icons"],
  ["web/", "@tanstack/react-query"],
  ["web/", "@tanstack/react-router"],
  ["web/queue/command-queue.ts", "uuid"],
  ["web/queue/item-store.ts", "idb"],
  ["web/queue/open-pages.ts", "uuid"],
  ["web/languages/language.ts", "virtual:zh-hant"],
  // Parts of screen tests that several of them open.
  ["web/desk/opened-part.tsx", "@testing-library/react"],
  ["web/desk/opened-part.tsx", "@testing-library/user-event"],
  ["web/desk/in-each-language.ts", "@testing-library/react"],
];

/** Climates for which the table is complete. `patches` and `set-up` run before there are packages and know Node alone. */
export const CLOSED_TO_OTHERS: readonly string[] = ["duty", "solver", "paper", "connect", "server", "web", "cli"];
