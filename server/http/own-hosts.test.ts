import { expect, test } from "vitest";
import { isLoopbackName, ownHosts } from "./own-hosts.ts";

test("this machine is named by its own names and addresses, and by nothing that only begins like one", () => {
  for (const name of ["localhost", "LOCALHOST", "127.0.0.1", "127.4.5.6", "[::1]", "::1", "[::ffff:127.0.0.1]"])
    expect([name, isLoopbackName(name)]).toEqual([name, true]);
  for (const name of ["127.evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "10.0.0.7", "[::2]", ""])
    expect([name, isLoopbackName(name)]).toEqual([name, false]);
});

test("the house is reached by this machine's names, by those that it was given, and by the address to which one came", () => {
  const isOwn = ownHosts(["Duty.Example.com", "[2001:db8::7]"]);
  const asked = (hostname: string, localAddress?: string) => isOwn({ hostname, socket: { localAddress } });
  for (const name of ["localhost", "duty.example.com", "DUTY.example.com", "[2001:db8::7]"])
    expect([name, asked(name)]).toEqual([name, true]);
  for (const name of ["example.com", "duty.example.com.evil.example", "192.168.1.5", ""])
    expect([name, asked(name, "192.168.1.6")]).toEqual([name, false]);
  expect(asked("192.168.1.5", "192.168.1.5")).toBe(true);
  expect(asked("192.168.1.5", "::ffff:192.168.1.5")).toBe(true);
  expect(asked("[fd00::5]", "fd00::5")).toBe(true);
  expect(asked("", undefined)).toBe(false);
});
