// Shows backup codes once. Afterwards the page does not hold them any more.

import { element, openDialog, say } from './views.js';

const dialog = document.getElementById('backup-codes');
const list = document.getElementById('backup-codes-list');
const status = document.getElementById('backup-codes-status');

/** Resolves when the person says that the codes are saved. */
export function showBackupCodes(codes, method) {
  document.getElementById('backup-codes-method').textContent = method;
  list.replaceChildren(...codes.map(code => element('li', element('code', code))));
  say('', status);
  openDialog(dialog);
  return new Promise(resolve => dialog.addEventListener('close', () => {
    forget();
    resolve();
  }, { once: true }));
}

export function wireBackupCodes() {
  // Escape would lose codes that nobody saved.
  dialog.addEventListener('keydown', event => event.key === 'Escape' && event.preventDefault());
  dialog.addEventListener('cancel', event => event.preventDefault());
  document.getElementById('saved-codes').addEventListener('click', () => {
    forget();
    dialog.close();
  });
  document.getElementById('print-codes').addEventListener('click', () => window.print());
  document.getElementById('copy-codes').addEventListener('click', copy);
}

function forget() {
  list.replaceChildren();
}

async function copy() {
  const text = [...list.querySelectorAll('code')].map(code => code.textContent).join('\n');
  try {
    await navigator.clipboard.writeText(text);
    say('Copied. Paste them where you keep them, then empty the clipboard.', status);
  } catch {
    say('The browser did not allow copying. Select the codes and copy them yourself.', status);
  }
}
