import type { AdoptedText } from "#duty/regulation.ts";
import type { CaseStage } from "./case-language.ts";
import type { Path } from "./mechanisms.ts";

/** Something in the cases of a pack that leads nowhere; `path` leads into `cases.yaml`. */
export interface CaseError {
  readonly path: Path;
  readonly message: string;
}

/** What the cases may speak of besides their own stage. */
export interface CaseWords {
  readonly adopted: AdoptedText;
  /** Words of functions, of the pack and of the house. */
  readonly functions: ReadonlySet<string>;
}

/** What does not fit together on the stage of a pack. */
export function stageErrors({ posts, people, roster }: CaseStage, known: CaseWords): CaseError[] {
  const kinds = Object.keys(known.adopted.regulation.posts);
  return [
    ...repeated(posts.map(({ key }) => key)).map((index) => error(["posts", index], "this post stands here already")),
    ...repeated(people.map(({ name }) => name)).map((index) => error(["people", index], "this name is taken")),
    ...posts.flatMap(({ binds }, index) =>
      binds === undefined || kinds.includes(binds)
        ? []
        : [error(["posts", index, "binds"], `${binds} is not among the posts of this regulation`)],
    ),
    ...people.flatMap(({ functions }, index) =>
      functions.flatMap((each, number) =>
        known.functions.has(each)
          ? []
          : [
              error(
                ["people", index, "functions", number],
                `${each} is not among the functions of this regulation or of the house`,
              ),
            ],
      ),
    ),
    ...roster.flatMap((turn, index) => {
      const post = posts.find(({ key }) => key === turn.post);
      const known = people.map(({ name }) => name);
      return [
        ...(post ? [] : [error(["roster", index, "post"], `${turn.post} is not among the posts of the stage`)]),
        ...(!post || post.shifts.some(({ key }) => key === turn.shift)
          ? []
          : [error(["roster", index, "shift"], `${turn.post} has no shift ${turn.shift}`)]),
        ...turn.who.flatMap((who, number) =>
          known.includes(who) ? [] : [error(["roster", index, "who", number], `nobody on the stage is called ${who}`)],
        ),
      ];
    }),
  ];
}

function error(path: Path, message: string): CaseError {
  return { path: ["stage", ...path], message };
}

function repeated(names: readonly string[]): number[] {
  return names.flatMap((name, index) => (names.indexOf(name) === index ? [] : [index]));
}
