// Runs in the page, as an expression: what can be seen to be wrong with it. Plain JavaScript, as browsers get it word for word.
(() => {
  const wrong = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) wrong.push(`overflows by ${root.scrollWidth - root.clientWidth} px`);
  const key = /\b(ui|door|account|attendance|ledger|log|handover|matter|notice|overview|site):[a-z][\w.-]+|\{\{/.exec(
    document.body.textContent,
  );
  if (key) wrong.push(`shows a raw key: ${key[0]}`);
  for (const element of document.querySelectorAll("#root *, dialog *")) {
    const holdsText = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!holdsText || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const style = getComputedStyle(element);
    if (style.clipPath !== "none" || element.closest(".for-readers, .skip, .label, [hidden]")) continue;
    const text = element.textContent.trim().slice(0, 30);
    const wide = /hidden|clip/.test(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
    const high = /hidden|clip/.test(style.overflowY) && element.scrollHeight > element.clientHeight + 2;
    if (wide || high) wrong.push(`clips “${text}”`);
    const { left, right } = element.getBoundingClientRect();
    const scrolls = element.closest(".faces, .scroll-table") !== null;
    if (!scrolls && (right > root.clientWidth + 1 || left < -1)) wrong.push(`lets “${text}” leave the screen`);
  }
  return wrong;
})();
