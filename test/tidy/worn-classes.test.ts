import { describe, expect, test } from "vitest";
import { plant, repository } from "./tree.ts";
import { strayClasses } from "./worn-classes.ts";

test("each class that is worn is dressed or looked for, and each that is dressed is worn", () => {
  expect(strayClasses(repository())).toEqual([]);
});

const css =
  ".row { gap: 1px; }\n@media print { .row.late > .of-post:hover { display: none; } .ant-btn { margin: 0.5rem; } }";
const found = (screen: string, style = css) =>
  strayClasses(plant({ "web/desk/log/Row.tsx": screen, "web/desk/log/log.css": style }));
const whole =
  "const Row = ({ is, of }) => <li className={is === 'over' ? 'row late' : 'row'}><b className={`of-$" +
  "{of}`} /></li>;";

test("where both sides know each other nothing is said", () => expect(found(whole)).toEqual([]));

describe("a class that one side alone knows is caught", () => {
  test.each([
    ["dressed and misspelt where it is worn", whole.replace("row late", "row lat"), 2],
    ["worn in an attribute", `${whole} const A = <p className="rows" />;`, 1],
    ["worn among others", `${whole} const A = <p className="row rows" />;`, 1],
    ["worn under a condition", `${whole} const A = <p className={is ? "rows" : undefined} />;`, 1],
    ["worn in properties", `${whole} const a = { className: "rows" };`, 1],
    ["worn in a template", `${whole} const A = <p className={\`rows \${of}\`} />;`, 1],
  ])("%s", (_, screen, count) => expect(found(screen)).toHaveLength(count));

  test("dressed, and worn by nothing", () => {
    expect(found(whole, `${css}\n.rows { margin: 0; }`)).toEqual([
      "web/desk/log/log.css dresses .rows, which nothing wears",
    ]);
    expect(found(whole, css.replace(".of-post", ".off-post"))).toHaveLength(1);
  });
});
