import { afterEach, vi } from "vitest";

/** What a command says on the console of an English terminal, line by line, from the beginning of each test. To be called once, outside the tests. */
export function hearConsole(): { readonly out: string[]; readonly err: string[] } {
  vi.stubEnv("LC_ALL", "en_GB.UTF-8");
  const said = { out: [] as string[], err: [] as string[] };
  vi.spyOn(console, "log").mockImplementation((line: string) => said.out.push(line));
  vi.spyOn(console, "error").mockImplementation((line: string) => said.err.push(line));
  afterEach(() => {
    said.out.length = 0;
    said.err.length = 0;
  });
  return said;
}
