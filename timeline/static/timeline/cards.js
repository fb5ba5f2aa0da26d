// Cards of the graphic: what a mark is, its date, its status and its source, on hover, focus and tap.
// Without this file each mark is a link, and its title says the same.
const markOf = (target) => target.closest?.('.ov a');
const card = document.createElement('div');
card.className = 'card';
card.popover = 'auto'; // so Escape and a press elsewhere close it
let shown = null;
let pointer = '';

function wordsOf(mark) {
  const title = mark.querySelector(':scope > title');
  if (title) {
    mark.setAttribute('aria-label', title.textContent);
    title.remove(); // the browser would show it over the card
  }
  return mark.getAttribute('aria-label');
}
function linkTo(address, words, mark) {
  const link = document.createElement('a');
  link.href = address;
  if (mark.target.baseVal) link.target = mark.target.baseVal;
  link.textContent = words.replace(/\.$/, '');
  return link;
}
function show(mark) {
  const words = wordsOf(mark);
  if (!words || shown === mark) return;
  const [name, ...lines] = words.split('\n');
  const source = mark.dataset.source && linkTo(mark.dataset.source, lines.pop(), mark);
  if (source) source.className = 'src';
  const parts = lines.map((line) => line.replace(/\.$/, ''));
  card.hidePopover?.();
  card.replaceChildren();
  for (const part of [linkTo(mark.href.baseVal, name, mark), ...parts, source]) {
    if (part) card.appendChild(document.createElement('p')).append(part);
  }
  mark.closest('figure').append(card);
  card.showPopover();
  place(mark.querySelector('.hit').getBoundingClientRect());
  shown = mark;
}
// Edge to edge with the mark, so that the pointer can move onto it.
function place(mark) {
  const { width, height } = card.getBoundingClientRect();
  const above = mark.bottom + height > innerHeight && mark.top > height;
  const y = above ? mark.top - height + 1 : mark.bottom - 1;
  const x = Math.max(0, Math.min(mark.left, document.documentElement.clientWidth - width));
  card.style.top = `${y + scrollY}px`;
  card.style.left = `${x + scrollX}px`;
}
function leave(to) {
  if (!shown || (to && (card.contains(to) || shown.contains(to)))) return;
  card.hidePopover();
  const focused = markOf(document.activeElement ?? document.body);
  if (focused?.matches(':focus-visible')) show(focused);
}

if (card.showPopover) {
  card.addEventListener('beforetoggle', (e) => { if (e.newState === 'closed') shown = null; });
  addEventListener('pointerdown', (e) => { pointer = e.pointerType; }, true);
  addEventListener('pointerover', (e) => {
    const mark = e.pointerType !== 'touch' && markOf(e.target);
    if (mark) show(mark);
  });
  addEventListener('pointerout', (e) => { if (e.pointerType !== 'touch') leave(e.relatedTarget); });
  addEventListener('focusin', (e) => {
    const mark = markOf(e.target);
    if (mark?.matches(':focus-visible')) show(mark);
  });
  addEventListener('focusout', (e) => { if (e.relatedTarget) leave(e.relatedTarget); });
  addEventListener('click', (e) => {
    const mark = e.detail && pointer === 'touch' && markOf(e.target);
    if (!mark || !wordsOf(mark) || mark.href.baseVal.startsWith('#')) return;
    e.preventDefault();
    show(mark);
    card.querySelector('a').focus({ preventScroll: true }); // so that a screen reader reads it
  });
}
