/** Keys and elements of something that is sent: the fullest month of a roster has 18,000, and each costs time before a shape can refuse it. */
export const mostValues = 20_000;

/** Whether something holds more keys and elements than are looked at. Not by calling itself: what is sent may be nested as deep as it is long. */
export function hasTooMany(sent: unknown): boolean {
  const open: unknown[] = [sent];
  let values = 0;
  while (open.length > 0) {
    const each = open.pop();
    if (typeof each !== "object" || each === null) continue;
    const inner: unknown[] = Object.values(each);
    values += inner.length;
    if (values > mostValues) return true;
    for (const value of inner) open.push(value);
  }
  return false;
}
