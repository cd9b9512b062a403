/** Commands of the built-in local receiver. */
import type { Handler } from '../context.ts'

export const startReceiver: Handler<'receiver.start'> = async ({ port }, { receiver }) => {
  await receiver.start(port)
  return receiver.state()
}

export const stopReceiver: Handler<'receiver.stop'> = async (_input, { receiver }) => {
  await receiver.stop()
  return receiver.state()
}

export const setReceiverAnswers: Handler<'receiver.answer'> = ({ answers }, { receiver }) => {
  receiver.answer(answers)
  return receiver.state()
}

export const clearReceiver: Handler<'receiver.clear'> = (_input, { receiver }) => {
  receiver.clear()
  return receiver.state()
}
