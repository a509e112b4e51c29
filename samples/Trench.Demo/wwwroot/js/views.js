// Shows one part of the page at a time, and says so to those who do not see it.

const views = [...document.querySelectorAll('main > section')];
const status = document.getElementById('status');

export function showView(name) {
  say('');
  for (const view of views) {
    view.hidden = view.id !== `view-${name}`;
  }

  const title = document.querySelector(`#view-${name} h1`);
  document.title = `${title.textContent} – Trench demo`;
  document.getElementById('log-out').hidden = name !== 'home';
  title.focus();
}

/** A message above the view, for what succeeded or has to be known. */
export function say(text, place = status) {
  place.textContent = text;
}

export function openDialog(dialog) {
  dialog.showModal();
  dialog.querySelector('h2').focus();
}

/** Buttons marked data-close close their dialog. */
export function wireCloseButtons() {
  for (const button of document.querySelectorAll('dialog [data-close]')) {
    button.addEventListener('click', () => button.closest('dialog').close());
  }
}

export function element(name, content, attributes = {}) {
  const made = document.createElement(name);
  made.append(...[content].flat());
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }

  return made;
}

export function button(text, onClick, { style = 'secondary', name = text } = {}) {
  const made = element('button', text, { type: 'button', class: style, 'aria-label': name });
  made.addEventListener('click', onClick);
  return made;
}
