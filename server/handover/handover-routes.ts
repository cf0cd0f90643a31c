import type { Asked } from "#duty/door/table.ts";
import type { Handover } from "#duty/handover/handover.ts";
import type { HandoverRule } from "#duty/handover/handover-rule.ts";
import type { PrepareFacts } from "#duty/handover/prepare-handover.ts";
import { type Matter, matterKind } from "#duty/matter/matter.ts";
import type { MatterRule } from "#duty/matter/matter-rule.ts";
import { mayRelease, type ReleaseMatterFacts } from "#duty/matter/release-matter.ts";
import type { Context } from "#server/door/context.ts";
import { actingPerson, deskOf, scopeOf, siteOf } from "#server/http/at-desk.ts";
import { describedBy } from "#server/http/described-by.ts";
import type { Routes } from "#server/http/routes.ts";
import { textsIn } from "#server/http/shown-texts.ts";
import type { Services } from "#server/start/services.ts";
import { type HandoverAnswer, handoversView, handoverView } from "./handover-answer.ts";
import { handoversBefore } from "./handover-view.ts";

/** Hand-overs: one with everything that signing it needs, and the history of a post. */
export const handoverRoutes: Routes = (app, services) => {
  app.get(handoverView.path, describedBy(handoverView), async (request) => {
    const desk = deskOf(request);
    const { site, ...shift } = request.query;
    const actor = { person: actingPerson(request).person };
    return caseOf(services, scopeOf(desk), { ask: "handover.case", site: siteOf(desk, site), body: shift, actor });
  });
  app.get(handoversView.path, describedBy(handoversView), async (request) => {
    const desk = deskOf(request);
    const { site, post, before = Number.MAX_SAFE_INTEGER, most } = request.query;
    const asked = { site: siteOf(desk, site), post, before, most };
    const context = scopeOf(desk);
    return {
      now: services.now(),
      handovers: await services.reading(context, (sql) => handoversBefore(sql, context, asked)),
    };
  });
};

async function caseOf(services: Services, context: Context, asked: Asked): Promise<HandoverAnswer> {
  const its = await services.ask(context, asked);
  const { stream, head } = its;
  const state = its.state as Handover;
  const facts = its.facts as unknown as PrepareFacts;
  const listed = "preparation" in state ? (state.preparation?.matters ?? []) : [];
  const ids = [...new Set([...facts.matters, ...listed].map((each) => each.id))];
  const matters = await services.streams(
    context,
    ids.map((id) => ({ site: stream.site, noun: matterKind.noun, id })),
  );
  const states = matters.map((each) => each.state as Matter);
  const [texts, mine] = await Promise.all([
    textsIn(services, context, state, states),
    services.ask(context, { ...asked, ask: "matter.at-post" }),
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
  };
}
