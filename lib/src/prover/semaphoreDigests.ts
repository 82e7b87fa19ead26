/**
 * The SHA-256, in base64, of Semaphore's circuit and of its proving key for the depths 1 to 32, as its public ceremony left
 * them: `@zk-kit/semaphore-artifacts` 4.13.0.
 * @see {@link https://github.com/privacy-scaling-explorations/snark-artifacts/tree/main/packages/semaphore}
 */
export const semaphoreDigests: readonly (readonly [wasm: string, zkey: string])[] = [
  ['cCie8736hul969sifnZyGzkvRbXnPV5xNtk6BNzg3/k=', 'RxqXiHX5FBGyG6Wi++pB3zDsResj46wEXt9/MKKEagg='],
  ['h3qYmoiB/2ZRhmz6MgiPYOSrywKiby6ZWGjfq9f5OFs=', 'EQ4tneeHMKpPXHjHUBfP5NdptLfOYPWEhPsUcz17DzU='],
  ['SOFVAvcQvgpiPVc9Ry7e6vkY/V7uCyyptAfE5PINEvI=', 'w2ZTxCeE3zWgHz2TQVr5rYKSpUD43rE0pqNKAXUqidM='],
  ['7A7Qrn6wJkBws2okfPSq2BV8VVDwcx00YgGVJuXprk8=', 'kMlLrXrZfuuTFHUORD2E2ng+OKIfVVONcrENJYBk9uY='],
  ['dO43P8Zr+ByoneUmArVV8W7w5UwONuW2nG4QnRRqz7U=', 'oUMcJNxJ6Y0H1I572swAKHW8sCp5nZFWxqpry+CDiSY='],
  ['QyKTqlyOfVAxSIJP8XqK1zGAWKZWr1aIN/MGddhngn4=', 'JKfvLH9MgJpQLodssylVNac3EOx7w4J7WhUBjkNKZ0o='],
  ['O6dXaNXfvunVK3Mrae77FyXIw1aj3pwvKnHbxAGg6mE=', '13hR7kvUlsa19w+/pVDxE6ibrZcu/UxUEmflZhY9BgA='],
  ['TtwHREodSNCQFMlj4xXTNRtuEoONg/yxliBxYUsclLk=', '0CUhr+cTOpdCEkQ3TUvABcHr19fPfFHoi36Z/a8YMUY='],
  ['p1+dktyCZinjSQWW7JkFW77MAGBQ3ua/joG5nJpU8Wo=', 'Dq5N92QUuIWi8Hk3QDMN6JarE/B1BPl8gbX+koaM6Q4='],
  ['Hp4eOtmRcWS8lsdR4y+uckQAuSBj9aLP0iymRnS/T5Y=', '9kSvZ1O+nUhFTY+bt0vy6aQW3X0acEw88dUOU1lpoZo='],
  ['gmG+3K33l2dOv4n6PtCeTNN3R7t3yLITefnXxYLtgYk=', 'BNRrG+AaX/VhKTGOZPPsLIMyd2dKbLeHylYok94uxJ0='],
  ['O3wLNLAOXIeUbW4WicBc518t2TYYzrgD3Taf9q1lh24=', 'O+s9Z2RVzKnHxm80phR/i6ITsdsYEuLBviwA8SlHcik='],
  ['UXpVMVVk/BYiruF98OxFearPfywhdTiHAW9yjJzhWWw=', 'VDeLqNMf/3yJhXIoy53Aieg39siyVqsKG4yM29z4Ffk='],
  ['elJefBebFnMd5A+QJWMgBIDc6Y1wFd3aY03l2jRLn2s=', 'LoXY9KhBvA0eIjMWCC0/ZMhV/1IIOlMnja6S9JtU/54='],
  ['1sWIdUxvGvlVXLFLvwEJERbH28YFrcPO3U7WRKWADGA=', 'B29Nfm4khPTNGSJrXvYi829t56meRFcOSynJ1PsN/KA='],
  ['Bt8xRh0X24aJf8I08Obl9eL2rdG4yCG1xq51Aws+DXw=', 'lIdjxzFaM3t3IsA0SiivS+Zvu8YYR01tvpA255nRo7U='],
  ['yKn6ZtSRzGoU2rpABg1TZZyZyp2bEnfMSMGhdMtZR8Q=', 'XHUL8f3sKxu0sE9mpOZMCCFcnz+GL/s/Nd5RHMZBcRI='],
  ['cOKsnZFSZXCHQsTY274gZisi9wHZ54dFxbwqAmIJMxc=', '7yeNeeED1pRL6AQorWWs3vIr3W/jL5Wo8O0YLhtmAc4='],
  ['GPk5rKEjN3mnXIu/tp8P+2oUaoiywRYMuSZfk1fxpwY=', 'cyntEzLBY3iLNtoQvnOsPrAE+/G4swjhd4z4Fd0gnjs='],
  ['b3HlVYaSnlIOdgJ+vgZ9qsi0Hi9LgFcxOl/QME4eRO4=', 'M/mgZ6gMfa+Q4IVEkHNhOpVZoZBN1ArrbWA6+3mIwsw='],
  ['W7PLOQxqYscxfDAE16jz+rRLzE2HnTJ+waJqnpgwJbU=', '9cUC8knFsR2Ph4iaPIpC+ba2wwrA03Ypw4mhWIMZF5M='],
  ['edlevaxwkk//nFB5EWk8xfXtxTMKlthrISO1PwO1hkI=', 'LlxO7BEsuquXy1SJeqRkCszgtmqY1aYShA15RAPf29c='],
  ['U6Kckje63Qllo9DgBNxyekVQcaxI9AUMn+vMCkcIcl0=', 'DMmL6uxJmif7MNlDFngKxh7EHoxvzk95/gr2O6N4NiE='],
  ['DqXVE6rww0DForux7WDtbVhDrRYtq8q5XdNcn7OWCxs=', 'sC98V1tQV634XS0V8qonT9PJZNTsnwGE0DL+yUUTJjo='],
  ['Lxtj7NmKz1tiEUTn3OrDwaqg9xtYsNesndUcnLbhgUM=', 'YeeZ1009Jijb8S7Y1QtGsFC69RMLiNo247UWx7i2zoU='],
  ['KQMdpRGsZr409NIV64NtRZYeatpzZ2BW1gNCx4v+ciQ=', 'jDWDVQkM0jis3QtRkATYQBL4uYo8AXwZJtk76aDo1AE='],
  ['aAHV4znin/iOiGlwwWLcdf1Z7bWyK5cNr9n418xoCVQ=', 'rKwqSfAJZhGI9TdMyOSZ7HF7Mxbo3IzOB/5uChwHbTc='],
  ['0ysgYnf2xLZNc6ew+pMXs2WbJczLgq1UUp8ASdXLliI=', 'Y53OmnyxrZTus2eujL5y86IQgZijRYkXsmajUoheia0='],
  ['Q7cBVJTeivNeP49Wb73C4h1pANdfucY6opj4Yp5GbZE=', 'nSlSC5cLnjbfiZqD1q4iQR2xx0eKzkrnOgtyc+sZwR8='],
  ['+ffr7vAb0B3F/FmK/VHn7qJGV/dSIaCrCZjXdzgg1wc=', 'pGaKgc2F/b0WC++v6edkrYRnBMmzK6h1weKdqH305Lg='],
  ['jSbO7Q7oXNQnaFowKpNGEEoy3XVDzDVLd/jBn16aZw0=', 'w2qX7/VD/434B5+E+e84rgeNaRqvEpVUW2btxHMJ7Kw='],
  ['UoMz0SR/WF0zxaQPRgU/t/ix9bi4+ikRir/EemCSHcU=', 'Ll96n4gMM3E07kx/xOU1c4E7TJxq5GIhwLVueZIwRlA='],
]
