import { type AstNode, childrenOf, nameOf, programOf } from "./syntax.ts";
import { isScript, isTest, type Tree } from "./tree.ts";

/*
 * What began under one text ends under it (ZB-14): whoever asks for a rule says as of which version of the set-up. That of now and that of when something
 * began are both whole numbers, and of two that are exchanged the one test in a hundred in which a text changes meanwhile would tell. So each place is
 * written down here, and one that asks by the set-up as it is says why.
 */

interface AskedUnder {
  readonly under: string;
  /** Why not as of when something began. */
  readonly why?: string;
}

/** By file, function and what is asked. */
export const ASKED_UNDER: Readonly<Record<string, AskedUnder>> = {
  "duty/duty-table.ts dutyTable ruleFor": { under: "under" },
  /** A stream that has not begun yet begins under the set-up of now. */
  "duty/door/ask-facts.ts askQuestions ruleFor": { under: "streamKind.under(state) ?? circumstances.under" },
  "duty/door/run-command.ts derive ruleFor": { under: "noun.under(stream.state) ?? 0" },
  "duty/door/wake-stream.ts wakings ruleFor": { under: "noun.under(state) ?? 0" },
  "duty/wiring/absence-wiring.ts coverFacts stayWanted": {
    under: "about",
    why: "by its circumstances: that somebody goes from their own post to cover begins now, as a leave for a while does",
  },
  "duty/wiring/help-wiring.ts helpAt ruleFor": {
    under: "version",
    why: "how high people stand is asked of a site as a whole, and began with no shift",
  },
  "duty/wiring/kept-for.ts keptFor ruleFor": { under: "under" },
  /** As `occurrenceOf` made it, from the set-up of now: nobody has come yet. */
  "duty/wiring/late-to-come.ts lateToCome ruleFor": { under: "occurrence.under" },
  "duty/wiring/late-to-come.ts wasToHaveCome ruleFor": { under: "occurrence.under" },
  "duty/wiring/late-to-come.ts relievesBy ruleFor": { under: "under" },
  "duty/wiring/leaving-wiring.ts leavingActs keptFor": {
    under: "under",
    why: "whoever moves begins at the other post now",
  },
  "duty/wiring/leaving-wiring.ts signOffFacts stayWanted": {
    under: "{ site, siteId, circumstances: { under } }",
    why: "that somebody goes from others who stay begins now, as a leave for a while does",
  },
  "duty/wiring/leaving-wiring.ts leavingActs stayWanted": {
    under: "{ site, siteId, circumstances: { under } }",
    why: "that somebody goes from others who stay begins now, as a leave for a while does",
  },
  "duty/wiring/owed-dates.ts openedAt ruleFor": {
    under: "site.version",
    why: "which shifts a post owes is what its set-up says now: nothing has begun in them",
  },
  "duty/wiring/post-changed.ts changedFrom ruleFor": { under: "left.under" },
  "duty/wiring/questions.ts stayWanted ruleFor": { under: "under" },
  "duty/wiring/reckon-next.ts reckonNext ruleFor": { under: "under ?? 0" },
  /** Of now, or of one before: what a change of the set-up brings is what lies between them. */
  "duty/wiring/returned-shifts.ts isDue ruleFor": { under: "under" },
  /** As in `lateToCome`. */
  "duty/wiring/roster-schedule.ts rosterSchedule ruleFor": { under: "occurrence.under" },
  "duty/wiring/violation-wiring.ts attributeAbandonment ruleFor": { under: "occurrence.under" },
};

/** What asks a rule, and which of what it is handed says as of when. The last two pass it on. */
const ASKING: Readonly<Record<string, number>> = { ruleFor: -1, keptFor: -1, stayWanted: 0 };

/** Places that ask otherwise than is written down, places that nobody asks at, and those by the set-up as it is that do not say why. */
export function askedUnderOtherwise(tree: Tree, written = ASKED_UNDER): string[] {
  const asked = [...tree].flatMap(([path, text]) => {
    if (!path.startsWith("duty/") || !isScript(path) || isTest(path)) return [];
    return [...rulesAsked(programOf(path, text), text)].map(({ within, under }) => ({
      place: `${path} ${within}`,
      under,
    }));
  });
  const others = asked.filter(({ place, under }) => written[place]?.under !== under);
  const idle = Object.keys(written).filter((place) => !asked.some((each) => each.place === place));
  const unsaid = Object.entries(written).filter(([, { under, why }]) => /\bversion$/.test(under) && why === undefined);
  return [
    ...others.map(({ place, under }) => `${place} asks under ${under}`),
    ...idle.map((place) => `${place} asks for no rule`),
    ...unsaid.map(([place]) => `${place} does not say why it asks by the set-up as it is`),
  ];
}

function* rulesAsked(node: AstNode, text: string, within = ""): Generator<{ within: string; under: string }> {
  const name = nameOf(node.callee?.property ?? node.callee);
  const says =
    node.type === "CallExpression" && Object.hasOwn(ASKING, name) ? node.arguments?.at(ASKING[name] ?? 0) : undefined;
  if (says) yield { within: `${within} ${name}`, under: text.slice(says.start, says.end) };
  const isNamed = within === "" && /^(?:FunctionDeclaration|VariableDeclarator)$/.test(node.type);
  for (const each of childrenOf(node)) yield* rulesAsked(each, text, isNamed ? nameOf(node.id) : within);
}
