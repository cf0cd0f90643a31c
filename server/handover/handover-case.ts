import type { Asked } from "#duty/door/table.ts";
import type { Handover } from "#duty/handover/handover.ts";
import type { HandoverRule } from "#duty/handover/handover-rule.ts";
import type { PrepareFacts } from "#duty/handover/prepare-handover.ts";
import { type AcknowledgeFaultFacts, faultsToAcknowledge } from "#duty/handover/report-fault.ts";
import { type Matter, matterKind } from "#duty/matter/matter.ts";
import type { MatterRule } from "#duty/matter/matter-rule.ts";
import { mayRelease, type ReleaseMatterFacts } from "#duty/matter/release-matter.ts";
import type { Context } from "#server/door/context.ts";
import { textsIn } from "#server/http/shown-texts.ts";
import type { Services } from "#server/start/services.ts";
import type { HandoverAnswer } from "./handover-answer.ts";

/** One hand-over with all that its rules ask for, as whoever asks sees it. */
export async function handoverCase(services: Services, context: Context, asked: Asked): Promise<HandoverAnswer> {
  const its = await services.ask(context, asked);
  const { stream, head } = its;
  const state = its.state as Handover;
  const facts = its.facts as unknown as PrepareFacts;
  const listed = state.phase === "unknown" ? [] : [...(state.preparation?.matters ?? []), ...(state.listedAnew ?? [])];
  const ids = [...new Set([...facts.matters, ...listed].map((each) => each.id))];
  const matters = await services.streams(
    context,
    ids.map((id) => ({ site: stream.site, noun: matterKind.noun, id })),
  );
  const states = matters.map((each) => each.state as Matter);
  const [texts, mine, faultsToAnswer] = await Promise.all([
    textsIn(services, context, state, states),
    services.ask(context, { ...asked, ask: "matter.at-post" }),
    faultsOfferedIn(services, context, asked, state),
  ]);
  return {
    now: services.now(),
    stream,
    head,
    state,
    rule: its.rule as HandoverRule,
    facts,
    texts,
    matters: states.flatMap((matter, index) => {
      if (matter.phase === "unknown") return [];
      const { class: its, text, kit = null, dueAt, holder, released } = matter;
      const shown = (text && texts[text.sealed]) ?? null;
      const { rule = {} } = matters[index] ?? {};
      const may = mayRelease(matter, rule as MatterRule, mine.facts as unknown as ReleaseMatterFacts);
      const about = { kit, dueAt, holder: holder ?? null, released, mayRelease: may };
      return [{ id: ids[index] ?? "", class: its, text: shown, ...about }];
    }),
    faultsToAnswer,
  };
}

/** Keys of the faults that whoever asks may answer for; most hand-overs have none that waits, and nothing is read for them. */
async function faultsOfferedIn(services: Services, context: Context, asked: Asked, state: Handover): Promise<string[]> {
  if (state.phase === "unknown" || state.faults.every(({ acknowledged }) => acknowledged)) return [];
  const its = await services.ask(context, { ...asked, ask: "handover.faults" });
  const facts = its.facts as unknown as AcknowledgeFaultFacts;
  return faultsToAcknowledge(its.state as Handover, its.rule as HandoverRule, facts);
}
