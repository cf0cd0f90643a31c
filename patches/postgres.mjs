// Repairs of the database driver, postgres 3.4.9, made after every install (docs/decisions/0003-repaired-driver.md).
// Unrepaired, a connection that dies inside a transaction crashes the whole program (porsager/postgres issues 1208, 1154,
// 1066), leaves the pool with a connection that never answers again, and can let the rest of the transaction run, each
// statement by itself, on the connection that replaces the dead one.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const VERSION = "3.4.9";

const REPAIRS = [
  {
    file: "src/connection.js",
    of: "a statement for a closed connection is rejected, not written to nothing",
    old: "    if (terminated)\n      return queryError(q, Errors.connection('CONNECTION_DESTROYED', options))\n",
    new: "    if (terminated || socket === null)\n      return queryError(q, Errors.connection(terminated ? 'CONNECTION_DESTROYED' : 'CONNECTION_CLOSED', options))\n",
  },
  {
    file: "src/connection.js",
    of: "what was waiting to be written goes with the connection",
    old: "    incomings = null\n    clearImmediate(nextWriteTimer)\n    socket.removeListener('data', data)\n",
    new: "    incomings = null\n    clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null\n    socket.removeListener('data', data)\n",
  },
  {
    file: "src/connection.js",
    of: "the same where the pool ends the connection",
    old: "    clearImmediate(nextWriteTimer)\n    if (socket) {\n",
    new: "    clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null\n    if (socket) {\n",
  },
  {
    file: "src/connection.js",
    of: "the farewell of a dead connection is not given to the first statement of the next",
    old: "error(Errors.connection('CONNECTION_CLOSED', options, socket))\n    closedTime = performance.now()\n",
    new: "error(Errors.connection('CONNECTION_CLOSED', options, socket))\n    query = results = errorResponse = null\n    result = new Result()\n    closedTime = performance.now()\n",
  },
  {
    file: "src/connection.js",
    of: "a connection that ends while the driver asks for array types ends alone, not the whole program",
    old: "        return fetchArrayTypes()\n",
    new: "        const asked = socket // by the time it fails, another may have taken its place\n        return fetchArrayTypes().catch(e => asked.destroyed || asked.destroy(e))\n",
  },
  {
    file: "src/connection.js",
    of: "statements sent together travel in one write, which costs a fifth less on both sides than one write each",
    old: "    if (fn || chunk.length >= 1024)\n",
    new: "    if (fn || chunk.length >= 65536)\n",
  },
  {
    file: "src/index.js",
    of: "a transaction whose connection died runs nothing more",
    old: "        new Promise((_, reject) => connection.onclose = reject)\n",
    new: "        new Promise((_, reject) => connection.onclose = e => (lost = e, reject(e)))\n",
  },
  {
    file: "src/index.js",
    of: "(its flag)",
    old: "    let savepoints = 0\n      , connection\n",
    new: "    let savepoints = 0\n      , lost = null\n      , connection\n",
  },
  {
    file: "src/index.js",
    of: "(its check)",
    old: "        q.catch(e => uncaughtError || (uncaughtError = e))\n        c.queue === full\n",
    new: "        q.catch(e => uncaughtError || (uncaughtError = e))\n        if (lost)\n          return q.reject(lost)\n        c.queue === full\n",
  },
  {
    file: "src/index.js",
    of: "a reserved connection that died runs nothing more and does not go back into the pool",
    old: "    sql.release = () => {\n      c.reserved = null\n      onopen(c)\n    }\n\n    return sql\n\n    function handler(q) {\n      c.queue === full\n",
    new: "    let lost = null\n    c.onclose = e => lost = e\n    sql.release = () => {\n      if (lost)\n        return\n      c.onclose = c.reserved = null\n      onopen(c)\n    }\n\n    return sql\n\n    function handler(q) {\n      if (lost)\n        return q.reject(lost)\n      c.queue === full\n",
  },
  {
    file: "src/index.js",
    of: "what waits for a reserved connection to have prepared something is rejected when the connection dies",
    old: "    c.reserved.release = true\n",
    new: "    c.reserved.release = true\n    c.reserved.lose = e => { while (queue.length) queue.shift().reject(e) }\n",
  },
  {
    file: "src/index.js",
    of: "(its call)",
    old: "    move(c, closed)\n    c.reserved = null\n",
    new: "    move(c, closed)\n    c.reserved && c.reserved.lose && c.reserved.lose(e)\n    c.reserved = null\n",
  },
];

/** Makes the repairs that are not there yet; throws where the driver is not the one they were written for. */
export function repairPostgres(root) {
  const folder = `${root}/node_modules/postgres`;
  if (!existsSync(folder)) return;
  const { version } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  if (version !== VERSION)
    throw new Error(`patches/postgres.mjs is for postgres ${VERSION}, not ${version}: look at it again.`);
  for (const repair of REPAIRS) {
    const path = `${folder}/${repair.file}`;
    const text = readFileSync(path, "utf8");
    if (text.includes(repair.new)) continue;
    if (!text.includes(repair.old))
      throw new Error(`patches/postgres.mjs: no place in ${repair.file} for "${repair.of}".`);
    writeFileSync(
      path,
      text.replace(repair.old, () => repair.new),
    );
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) repairPostgres(fileURLToPath(new URL("..", import.meta.url)));
