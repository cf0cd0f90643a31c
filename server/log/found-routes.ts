import type { FastifyRequest } from "fastify";
import { actingPerson, deskOf, readableSites, scopeOf, siteOf } from "#server/http/at-desk.ts";
import { describedBy } from "#server/http/described-by.ts";
import { HttpProblem } from "#server/http/problem.ts";
import type { Routes } from "#server/http/routes.ts";
import { askedWords } from "#server/search/folded-text.ts";
import type { Services } from "#server/start/services.ts";
import { findLines, type LineQuestion } from "./find-lines.ts";
import { type FoundAnswer, foundView, type LinesAsked, mostLinesInWorkbook, workbookView } from "./found-answer.ts";
import type { LinePlace } from "./found-candidates.ts";
import { type LineAsking, namesAmong, namesIn, shownLines } from "./found-names.ts";
import { placeAfter, placeText } from "./line-place.ts";
import { linesAsWorkbook, workbookType } from "./lines-workbook.ts";

/** Lines of all books that whoever asks may read, by their words, who wrote them, where and when. */
export const foundRoutes: Routes = (app, services) => {
  app.get(foundView.path, describedBy(foundView), async (request): Promise<FoundAnswer> => {
    const { after, most, ...asked } = request.query;
    const { asking, question } = await understood(services, request, asked);
    const found = await linesAt(asking, question, { after: placeIn(after), most });
    return {
      now: services.now(),
      words: [...question.words],
      lines: [...(await shownLines(asking, found.lines))],
      next: found.next ? placeText(found.next) : null,
      people: await namesIn(asking, found.lines),
    };
  });
  app.get(workbookView.path, describedBy(workbookView), async (request, reply) => {
    const { language, ...asked } = request.query;
    const { asking, question } = await understood(services, request, asked);
    const found = await linesAt(asking, question, { after: undefined, most: mostLinesInWorkbook });
    const lines = await shownLines(asking, found.lines);
    const people = await namesIn(asking, found.lines);
    const bytes = await linesAsWorkbook({
      ...{ lines, people, asked, language, now: services.now(), next: found.next },
      by: await nameOfAsker(asking),
    });
    reply.header("content-disposition", 'attachment; filename="log.xlsx"').header("cache-control", "no-store");
    return reply.type(workbookType).send(bytes as unknown as string);
  });
};

/** What is asked for, and as far as whom it may reach. */
async function understood(
  services: Services,
  request: FastifyRequest,
  { q = "", site, post, author, from, until }: LinesAsked,
): Promise<{ asking: LineAsking; question: LineQuestion }> {
  const desk = deskOf(request);
  const sites = site === undefined ? readableSites(desk) : [siteOf(desk, site)];
  const asking = {
    services,
    context: scopeOf(desk),
    headOffice: desk.headOffice,
    person: actingPerson(request).person,
  };
  const words = askedWords(q);
  const named = await namesAmong(asking, sites, words);
  // Signs that are no word stand in no line: nothing is found by them, not everything.
  const reached = q.trim() !== "" && words.length === 0 ? [] : sites;
  return { asking, question: { org: desk.org, sites: reached, words, ...named, post, author, from, until } };
}

async function linesAt(
  { services, context }: LineAsking,
  question: LineQuestion,
  part: { after: LinePlace | undefined; most: number },
) {
  return await services.reading(context, (sql) => findLines(sql, services.keyring, question, part));
}

async function nameOfAsker({ services, context, headOffice, person }: LineAsking): Promise<string> {
  return (await services.names(context, headOffice, [person])).get(person) ?? "";
}

/** @throws HttpProblem where it is not what was answered as `next` */
function placeIn(after: string | undefined): LinePlace | undefined {
  if (after === undefined) return undefined;
  const place = placeAfter(after);
  if (!place) throw new HttpProblem(422, "shape.invalid", { field: "after" });
  return place;
}
