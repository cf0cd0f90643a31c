import { bindingErrorsIn, collisionsIn } from "#duty/adoption.ts";
import { known } from "#duty/questions.ts";
import { adoptEdition } from "#duty/site/adopt-edition.ts";
import { establishPost } from "#duty/site/establish-post.ts";
import { establishSite } from "#duty/site/establish-site.ts";
import { siteKind, withAdoption, withPost } from "#duty/site/site.ts";
import { adoptEditionBody, establishBody, establishPostBody } from "#duty/site/site-shapes.ts";
import { mayActAs } from "./authority.ts";
import { composer } from "./composer.ts";
import { act, type CommandAct } from "./wiring.ts";

/** A site has one stream of set-up; its name is known before the site is. */
export const setUpId = "setup";

export const siteActs = {
  "site.establish": act({
    noun: siteKind,
    mode: "exclusive",
    shape: establishBody,
    id: () => setUpId,
    facts: ({ body, siteId, circumstances: { actor } }) => ({
      authorised: mayActAs([], { actor, headOffice: body.headOffice, site: siteId }),
    }),
    decide: establishSite,
  }),
  "site.establish-post": act({
    noun: siteKind,
    mode: "exclusive",
    shape: establishPostBody,
    id: () => setUpId,
    facts: ({ body, state, siteId, circumstances: { actor, today } }) => {
      const errors = bindingErrorsIn(state, body, composer);
      return {
        authorised: mayActAs([], { actor, headOffice: state.headOffice, site: siteId }),
        bindingErrors: known(errors),
        collisions: known(errors.length > 0 ? [] : collisionsIn(withPost(state, body), composer, today)),
      };
    },
    decide: establishPost,
  }),
  "site.adopt-edition": act({
    noun: siteKind,
    mode: "exclusive",
    shape: adoptEditionBody,
    id: () => setUpId,
    facts: ({ body, state, siteId, circumstances: { actor } }) => ({
      authorised: mayActAs([], { actor, headOffice: state.headOffice, site: siteId }),
      collisions: known(collisionsIn(withAdoption(state, body), composer, body.from)),
    }),
    decide: adoptEdition,
  }),
} satisfies Record<string, CommandAct>;
