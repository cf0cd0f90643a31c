import { adoptEdition } from "#duty/site/adopt-edition.ts";
import { bindHouseRules } from "#duty/site/bind-house.ts";
import { establishPost } from "#duty/site/establish-post.ts";
import { establishSite } from "#duty/site/establish-site.ts";
import { setCalendar } from "#duty/site/set-calendar.ts";
import { siteKind, withAdoption, withHouseTerms, withoutAdoption, withPost } from "#duty/site/site.ts";
import {
  adoptEditionBody,
  bindHouseBody,
  establishBody,
  establishPostBody,
  setCalendarBody,
  withdrawAdoptionBody,
} from "#duty/site/site-shapes.ts";
import { withdrawAdoption } from "#duty/site/withdraw-adoption.ts";
import { bindingErrorsIn, houseErrorsIn, uncarriedRules } from "#duty/wiring/adoption.ts";
import { known } from "#duty/wiring/questions.ts";
import { actorMay, whoTellsAnew } from "./authority.ts";
import { carriedWrong } from "./carried-wrong.ts";
import { composer } from "./composer.ts";
import { clashesAfter } from "./contradicting-numbers.ts";
import { act, type CommandAct } from "./wiring.ts";

/** A site has one stream of set-up; its name is known before the site is. */
export const setUpId = "setup";

export const siteActs = {
  "site.establish": act({
    kind: siteKind,
    mode: "exclusive",
    shape: establishBody,
    waits: "for-author",
    id: () => setUpId,
    facts: (about) => ({
      authorised: actorMay([], { ...about, site: about.body }),
    }),
    decide: establishSite,
  }),
  "site.establish-post": act({
    kind: siteKind,
    mode: "exclusive",
    shape: establishPostBody,
    waits: "for-author",
    id: () => setUpId,
    facts: (about) => {
      const { body, state, circumstances } = about;
      const errors = bindingErrorsIn(state, body, composer);
      return {
        ...whoTellsAnew({ ...about, site: state }),
        bindingErrors: known(errors),
        carriedWrong: known(carriedWrong(body)),
        collisions: known(
          errors.length > 0
            ? []
            : clashesAfter(state, withPost(state, body), { from: circumstances.today, told: body.key }),
        ),
      };
    },
    decide: establishPost,
  }),
  "site.bind-house": act({
    kind: siteKind,
    mode: "exclusive",
    shape: bindHouseBody,
    waits: "for-author",
    id: () => setUpId,
    facts: (about) => {
      const { body, state, circumstances } = about;
      const errors = houseErrorsIn(state, body, composer);
      const bound = withHouseTerms(state, body);
      return {
        ...whoTellsAnew({ ...about, site: state }),
        bindingErrors: known(errors),
        collisions: known(errors.length > 0 ? [] : clashesAfter(state, bound, { from: circumstances.today })),
      };
    },
    decide: bindHouseRules,
  }),
  "site.set-calendar": act({
    kind: siteKind,
    mode: "exclusive",
    shape: setCalendarBody,
    waits: "for-author",
    id: () => setUpId,
    facts: (about) => whoTellsAnew({ ...about, site: about.state }),
    decide: setCalendar,
  }),
  "site.adopt-edition": act({
    kind: siteKind,
    mode: "exclusive",
    shape: adoptEditionBody,
    waits: "for-author",
    id: () => setUpId,
    facts: (about) => ({
      authorised: actorMay([], { ...about, site: about.state }),
      collisions: known(clashesAfter(about.state, withAdoption(about.state, about.body), about.body)),
      uncarried: known(composer.answerOf(about.body, "uncarried", (text) => uncarriedRules(text, composer.directions))),
    }),
    decide: adoptEdition,
  }),
  "site.withdraw-adoption": act({
    kind: siteKind,
    mode: "exclusive",
    shape: withdrawAdoptionBody,
    waits: "for-author",
    id: () => setUpId,
    facts: (about) => ({
      authorised: actorMay([], { ...about, site: about.state }),
      collisions: known(clashesAfter(about.state, withoutAdoption(about.state, about.body), about.body)),
    }),
    decide: withdrawAdoption,
  }),
} satisfies Record<string, CommandAct>;
