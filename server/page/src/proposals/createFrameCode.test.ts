import { expect, test } from 'vitest'
import { createFrameCode } from './createFrameCode.ts'

test('createFrameCode lets no title end its attribute', () => {
  const title = '"><script>alert("&amp;")</script>'
  expect(createFrameCode({ origin: 'https://vote.example', id: 7n, title })).toBe(
    '<iframe src="https://vote.example/embed/7" title="&quot;&gt;&lt;script&gt;alert(&quot;&amp;amp;&quot;)&lt;/script&gt;" width="100%" height="640" style="border: 0"></iframe>',
  )
})
