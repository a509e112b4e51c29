// Sends a form, and says what went wrong in words beside the field it concerns.

import { ApiError } from './api.js';

// Why to wait; how long is said after it.
const reasonsToWait = {
  send_cooldown: 'A code was sent a moment ago.',
  locked: 'Too many wrong codes were given.',
  address_throttled: 'Too many wrong passwords were given from here.',
};

const generalMembers = ['error', 'detail', 'details', 'non_field_errors'];

/** Runs the action with the form's values when it is submitted; once at a time. */
export function onSubmit(form, action) {
  for (const input of form.querySelectorAll('input, select')) {
    const described = [input.getAttribute('aria-describedby'), `${input.id}-error`];
    input.setAttribute('aria-describedby', described.filter(Boolean).join(' '));
  }

  form.addEventListener('submit', async event => {
    event.preventDefault();
    await run(form, () => action(Object.fromEntries(new FormData(form))));
  });
}

/** Runs something that belongs to a form: its buttons rest meanwhile, its errors go to the fields. */
export async function run(form, action) {
  if (form.getAttribute('aria-busy') === 'true') {
    return;
  }

  clearErrors(form);
  form.setAttribute('aria-busy', 'true');
  try {
    await action();
  } catch (error) {
    showError(form, error);
  } finally {
    form.removeAttribute('aria-busy');
  }
}

export function clearErrors(form) {
  for (const place of form.querySelectorAll('.error, .alert')) {
    place.textContent = '';
  }

  for (const input of form.querySelectorAll('[aria-invalid]')) {
    input.removeAttribute('aria-invalid');
  }
}

export function showError(form, error) {
  const { fields, general } = explain(error);
  const invalid = [];
  for (const [name, text] of Object.entries(fields)) {
    const input = form.elements[name];
    if (input && input.closest('[hidden]') === null) {
      document.getElementById(`${input.id}-error`).textContent = text;
      input.setAttribute('aria-invalid', 'true');
      invalid.push(input);
    } else {
      general.push(`${name.replaceAll('_', ' ')}: ${text}`);
    }
  }

  form.querySelector('.alert').textContent = general.join(' ');
  invalid[0]?.focus();
}

/** The words of an error: one text per member of the request, and what concerns all of it. */
export function explain(error) {
  if (!(error instanceof ApiError)) {
    throw error;
  }

  if (error.status === 0) {
    return { fields: {}, general: ['The server cannot be reached. Check the connection and try again.'] };
  }

  if (error.retryAfter && reasonsToWait[error.code]) {
    return { fields: {}, general: [reasonsToWait[error.code], `Try again in ${duration(error.retryAfter)}.`] };
  }

  const fields = {};
  const general = [];
  for (const [member, value] of Object.entries(error.body).flatMap(withInner)) {
    const isField = Array.isArray(value) && value.every(item => typeof item === 'string') && !generalMembers.includes(member);
    if (isField) {
      fields[member] = value.join(' ');
    } else if (generalMembers.includes(member)) {
      general.push([value].flat().join(' '));
    }
  }

  if (error.retryAfter) {
    general.push(`Try again in ${duration(error.retryAfter)}.`);
  }

  if (general.length === 0 && Object.keys(fields).length === 0) {
    general.push(error.message);
  }

  return { fields, general };
}

// What is wrong within an object has the name of both: config.message_text.
function withInner([member, value]) {
  const isObject = value !== null && typeof value === 'object' && !Array.isArray(value);
  return isObject ? Object.entries(value).map(([inner, texts]) => [`${member}.${inner}`, texts]) : [[member, value]];
}

export function duration(seconds) {
  if (seconds < 120) {
    return seconds === 1 ? 'one second' : `${seconds} seconds`;
  }

  return seconds < 7200 ? `${Math.ceil(seconds / 60)} minutes` : `${Math.ceil(seconds / 3600)} hours`;
}
