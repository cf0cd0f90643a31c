import { isIPv6 } from "node:net";

/** Groups of an IPv6 address (RFC 4291), and how many of them name a network. */
const ofAddress = { groups: 8, ofNetwork: 4 };

/** Of an IPv6 address the first four groups, of which one machine is given all that follow; an IPv4 address as it is. Two that differ are two places. */
export function addressPlace(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  if (!isIPv6(plain)) return plain;
  const [head = "", tail] = (plain.split("%")[0] ?? "").toLowerCase().split("::");
  const before = groupsOf(head);
  const after = tail === undefined ? [] : groupsOf(tail);
  const between = Array<string>(Math.max(0, ofAddress.groups - before.length - after.length)).fill("0");
  const groups = tail === undefined ? before : [...before, ...between, ...after];
  return `${groups
    .slice(0, ofAddress.ofNetwork)
    .map((each) => each.replace(/^0+(?=.)/, ""))
    .join(":")}::/64`;
}

/** What belongs together: of IPv4 addresses those that differ in their last number alone. */
export function networkOf(address: string): string {
  const place = addressPlace(address);
  return place.includes(":") ? place : `${place.split(".").slice(0, -1).join(".")}.0/24`;
}

/** The last group of an IPv6 address may be written as an IPv4 address, which is two. */
function groupsOf(part: string): string[] {
  return part === "" ? [] : part.split(":").flatMap((each) => (each.includes(".") ? [each, each] : [each]));
}
