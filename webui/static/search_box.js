// Completes the search box: an editable combobox with a list, after the W3C's ARIA Authoring Practices.
// The pages are whole without it; it asks /api/suggest for what begins so, under the filters of the form.

const WAIT = 120; // Milliseconds without a keystroke before it asks.
const SHORTEST = 2;
const KINDS = { body: 'cited body', member: 'member', phrase: '' };

const form = document.querySelector('form[data-suggest]');
const box = form?.querySelector('input[name="q"]');
const list = document.createElement('ul');
const status = document.createElement('p');

let timer = 0;
let asking = null; // What ends the request that is under way.
let active = -1;

function element(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

function options() {
  return [...list.children];
}

function isOpen() {
  return !list.hidden;
}

function activate(index) {
  active = index;
  options().forEach((option, at) => option.setAttribute('aria-selected', String(at === index)));
  if (index < 0) {
    box.removeAttribute('aria-activedescendant');
  } else {
    box.setAttribute('aria-activedescendant', list.children[index].id);
    list.children[index].scrollIntoView({ block: 'nearest' });
  }
}

function setOpen(open) {
  list.hidden = !open;
  box.setAttribute('aria-expanded', String(open));
  activate(-1);
}

function forget() {
  clearTimeout(timer);
  asking?.abort();
  asking = null;
}

function close() {
  forget();
  setOpen(false);
  status.textContent = '';
}

function optionOf(suggestion, at) {
  const option = element('li', '', '');
  option.id = `q-option-${at}`;
  option.setAttribute('role', 'option');
  option.dataset.href = suggestion.url;
  const label = element('span', 'label', '');
  if (suggestion.kind !== 'phrase' && suggestion.text) label.append(element('span', 'rest', `${suggestion.text} + `));
  label.append(element('bdi', '', suggestion.kind === 'phrase' ? suggestion.text : suggestion.label));
  if (suggestion.called) label.append(' ', element('span', 'called', `(${suggestion.called})`));
  const count = element('span', 'count', suggestion.count.toLocaleString('en-GB'));
  count.append(element('span', 'vh', suggestion.count === 1 ? ' exchange' : ' exchanges'));
  option.append(label, ' ', element('span', 'kind', KINDS[suggestion.kind]), ' ', count);
  return option;
}

function told(count) {
  if (!count) return 'No suggestions.';
  return `${count} suggestion${count === 1 ? '' : 's'}: the up and down arrow keys choose.`;
}

function show(suggestions) {
  list.replaceChildren(...suggestions.map(optionOf));
  setOpen(suggestions.length > 0);
  status.textContent = told(suggestions.length);
}

async function ask() {
  forget();
  asking = new AbortController();
  const asked = new URLSearchParams(new FormData(form));
  ['group', 'sort', 'size'].forEach((name) => asked.delete(name)); // They change no count.
  try {
    const response = await fetch(`${form.dataset.suggest}?${asked}`, { signal: asking.signal });
    if (response.ok) show((await response.json()).suggestions);
    else close();
  } catch (error) {
    // One that was ended leaves the list to the one after it; without the network there is no list.
    if (error.name !== 'AbortError') close();
  }
}

function typed() {
  forget();
  if (box.value.trim().length < SHORTEST) close();
  else timer = setTimeout(ask, WAIT);
}

function follow(option) {
  close();
  location.assign(option.dataset.href);
}

function move(step) {
  const length = options().length;
  if (!length) return;
  if (!isOpen()) setOpen(true);
  activate(active < 0 ? (step > 0 ? 0 : length - 1) : (active + step + length) % length);
}

function pressed(event) {
  if (event.isComposing || event.ctrlKey || event.metaKey) return;
  const taken = {
    ArrowDown: () => (event.altKey ? options().length && setOpen(true) : move(1)),
    ArrowUp: () => (event.altKey ? close() : move(-1)),
    Escape: () => (isOpen() ? close() : false),
    Enter: () => (isOpen() && active >= 0 ? follow(list.children[active]) : (close(), false)),
    Tab: () => (close(), false),
    // Back to the text, where these keys move the cursor.
    Home: () => (activate(-1), false),
    End: () => (activate(-1), false),
    ArrowLeft: () => (activate(-1), false),
    ArrowRight: () => (activate(-1), false),
  }[event.key];
  if (taken && taken() !== false) event.preventDefault();
}

function begin() {
  list.id = 'q-options';
  list.className = 'suggestions';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', 'Suggestions');
  list.hidden = true;
  status.className = 'vh';
  status.setAttribute('role', 'status');
  box.after(list);
  form.append(status);
  box.setAttribute('role', 'combobox');
  box.setAttribute('aria-autocomplete', 'list');
  box.setAttribute('aria-expanded', 'false');
  box.setAttribute('aria-controls', list.id);
  box.addEventListener('input', typed);
  box.addEventListener('keydown', pressed);
  box.addEventListener('blur', close);
  list.addEventListener('pointerdown', (event) => event.preventDefault()); // The box keeps the focus.
  list.addEventListener('click', (event) => {
    const option = event.target.closest('[role="option"]');
    if (option) follow(option);
  });
  addEventListener('pageshow', () => setOpen(false)); // Coming back finds the list closed.
}

if (box) begin();
