// Completes package-lock.json after `npm install`: where a registry lacks a package for some other platform, npm leaves it
// out, and `npm ci` then refuses the whole file. Such a package gets an entry by name, version and platform; nobody on
// another platform ever fetches it.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const PLATFORM =
  /-(android|darwin|freebsd|linux|openharmony|win32)-(arm64|arm|ia32|loong64|ppc64|riscv64|s390x|x64)(?:-(gnu|musl)?)?/;

/** The optional packages that the lockfile names and does not list, as entries that npm accepts. */
export function missingEntries(lock) {
  const missing = {};
  for (const [place, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      const nested = `${place}/node_modules/${name}`;
      const hoisted = `node_modules/${name}`;
      if (lock.packages[nested] || lock.packages[hoisted] || !/^\d/.test(version)) continue;
      const [, os, cpu, libc] = PLATFORM.exec(name) ?? [];
      if (!os) continue;
      missing[hoisted] = {
        version,
        cpu: [cpu],
        ...(entry.dev && { dev: true }),
        ...(libc && { libc: [libc === "gnu" ? "glibc" : libc] }),
        optional: true,
        os: [os],
      };
    }
  }
  return missing;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = fileURLToPath(new URL("../package-lock.json", import.meta.url));
  const lock = JSON.parse(readFileSync(path, "utf8"));
  const packages = { ...lock.packages, ...missingEntries(lock) };
  const sorted = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, "en")));
  writeFileSync(path, `${JSON.stringify({ ...lock, packages: sorted }, null, 2)}\n`);
}
