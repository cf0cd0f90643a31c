/*
 * What of a style sheet makes something readable, large enough for a finger, and reachable: no test without a browser sees it, and a phone is not at hand.
 * A colour and its ground are among it: what stands in the colour of its own ground is not there.
 */

const HOLDING =
  /^(?:color|background(?:-color)?|(?:min|max)-(?:height|width|block-size|inline-size)|font-size|inset|display|visibility|pointer-events|opacity|z-index|overflow(?:-[xy])?|outline(?:-offset)?)$/;

/** These declarations of a sheet, rule by rule; a rule within others is told with them. */
export function* sizesIn(sheet: string): Generator<{ within: string; says: string }> {
  const around: string[] = [];
  const said = sheet.replace(/\/\*[\s\S]*?\*\//g, "");
  for (const [, text = "", mark] of said.matchAll(/([^{};]*)([{};])/g)) {
    const words = text.trim().replace(/\s+/g, " ");
    if (mark === "{") around.push(words);
    else {
      const [property = "", value = ""] = words.split(/:\s*(.*)/s);
      if (HOLDING.test(property)) yield { within: around.join(" "), says: `${property} ${value}` };
      if (mark === "}") around.pop();
    }
  }
}
