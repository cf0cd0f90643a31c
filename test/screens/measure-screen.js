// Runs in the page, as an expression: what of the measurable points of the looks a screen does not hold. Plain JavaScript, as browsers get it.
({ narrow, fits }) => {
  const wrong = [];
  const root = document.documentElement;
  const windows = [...document.querySelectorAll("dialog[open]")];
  // What can be acted on: the uppermost window, or the screen.
  const reach = windows.at(-1) ?? document.getElementById("root");
  const isSeen = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const told = (element) => (element.getAttribute("aria-label") ?? element.textContent).trim().slice(0, 24);
  const seen = [...reach.querySelectorAll("*")].filter(isSeen);
  const ownText = (element) =>
    [...element.childNodes]
      .filter((node) => node.nodeType === 3)
      .map((node) => node.textContent.trim())
      .join("");
  const read = seen.filter(
    (element) => ownText(element) !== "" && getComputedStyle(element).clipPath === "none" && !element.closest(".paper"),
  );

  if (fits && root.scrollHeight > innerHeight)
    wrong.push(`is ${root.scrollHeight} px high, and the screen ${innerHeight}`);

  const probe = document.body.appendChild(document.createElement("i"));
  probe.style.background = "var(--accent)";
  const accent = getComputedStyle(probe).backgroundColor;
  probe.remove();
  const pressed = seen.filter((element) => element.matches("button, a[href]:not(.skip)"));
  const solid = pressed.filter((element) => getComputedStyle(element).backgroundColor === accent);
  if (solid.length > 1) wrong.push(`has ${solid.length} solid buttons: ${solid.map(told).join(", ")}`);

  const least = (element) => (element.closest(".roster, .clauses, .steps, .ahead-strip") ? 12 : 13);
  for (const element of read) {
    const size = Number.parseFloat(getComputedStyle(element).fontSize);
    if (size < least(element) - 0.01) wrong.push(`writes “${told(element)}” in ${size} px`);
  }

  // Of the posts of a site several change at one moment.
  const counted = seen
    .filter((element) => element.matches(".when:has(.left)") && !element.closest(".overview"))
    .map((element) => element.querySelector("time").dateTime);
  for (const moment of new Set(counted.filter((each, index) => counted.indexOf(each) !== index)))
    wrong.push(`counts twice to ${moment}`);

  for (const refusal of seen.filter((element) => element.matches(".refusal"))) {
    const { left, right, top, bottom } = refusal.getBoundingClientRect();
    const corners = [top + 4, bottom - 4].map((y) => document.elementFromPoint((left + right) / 2, y));
    if (bottom - top < innerHeight && corners.some((at) => !at || !(refusal.contains(at) || at.contains(refusal))))
      wrong.push(`hides the refusal “${told(refusal)}”`);
  }

  const why = document.getElementById("why")?.getBoundingClientRect();
  const signatures = document.getElementById("signatures")?.getBoundingClientRect();
  if (why && signatures && why.top > signatures.top) wrong.push("has the signatures above what hinders them");

  const needed = narrow ? 44 : 40;
  for (const element of seen.filter((each) => each.matches("button, a[href], input, select, textarea, summary"))) {
    const area = (element.closest("label, .stepper, .dots") ?? element).getBoundingClientRect();
    if (element.closest(".skip, .for-readers") || element.disabled || area.width === 0) continue;
    // A link within a sentence is as high as its line.
    if (getComputedStyle(element).display === "inline" && element.matches("p a, dd a")) continue;
    const around = getComputedStyle(element, "::after");
    const isWidened = around.content !== "none" && around.position === "absolute";
    const more = (side) => (isWidened ? Math.max(0, -Number.parseFloat(around[side]) || 0) : 0);
    const height = area.height + more("top") + more("bottom");
    const width = area.width + more("left") + more("right");
    if (Math.min(height, width) < needed - 0.5)
      wrong.push(`gives “${told(element)}” ${Math.round(width)} × ${Math.round(height)} px`);
    if (element.matches(".rule-chip") && area.height < 23.5)
      wrong.push(`draws the chip “${told(element)}” ${area.height} px high`);
  }
  return [...new Set(wrong)];
};
