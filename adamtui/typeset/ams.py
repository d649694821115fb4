"""The rarer symbols of TeX, AMS and HTML's names, as pairs of a name and its character.

Invariant: every table is a run of name, character, name, character, without a blank in either.
"""

from __future__ import annotations

ORD = """
flat ♭ natural ♮ clubsuit ♣ clubs ♣ sharp ♯ diamondsuit ♢ diamonds ♢ heartsuit ♡ hearts ♡
spadesuit ♠ spades ♠ S § sect § P ¶ hslash ℏ triangledown ▽ vartriangle △ lozenge ◊ circledS Ⓢ
circledR ® textregistered ® copyright © textcopyright © measuredangle ∡ mho ℧ Finv Ⅎ Game ⅁
backprime ‵ blacktriangle ▲ blacktriangledown ▼ blacklozenge ⧫ bigstar ★ sphericalangle ∢
complement ∁ eth ð diagup ╱ diagdown ╲ Box □ Diamond ◊ yen ¥ pounds £ mathsterling £ beth ℶ
daleth ℸ gimel ℷ alef ℵ alefsym ℵ digamma ϝ varkappa ϰ varvdots ⋮ maltese ✠ Bbbk 𝕜 aa å AA Å
ordinarycolon : lq ‘ rq ’ infin ∞ image ℑ real ℜ weierp ℘ empty ∅ exist ∃ N ℕ natnums ℕ R ℝ
Reals ℝ reals ℝ Z ℤ cnums ℂ Complex ℂ thetasym ϑ Alpha Α Beta Β Epsilon Ε Zeta Ζ Eta Η Iota Ι
Kappa Κ Mu Μ Nu Ν Omicron Ο Rho Ρ Tau Τ Chi Χ varGamma Γ varDelta Δ varTheta Θ varLambda Λ
varXi Ξ varPi Π varSigma Σ varUpsilon Υ varPhi Φ varPsi Ψ varOmega Ω angln ⦫ minuso ⊖
blacksmiley ☻ smiley ☺ lightning ↯ Lightning ↯
"""
BIN = """
bigcirc ◯ wr ≀ amalg ⨿ And & unlhd ⊴ unrhd ⊵ lhd ⊲ rhd ⊳ lessdot ⋖ gtrdot ⋗ dotplus ∔
smallsetminus ∖ Cap ⋒ Cup ⋓ doublecap ⋒ doublecup ⋓ doublebarwedge ⩞ barwedge ⊼ veebar ⊻ boxminus ⊟
boxplus ⊞ boxtimes ⊠ boxdot ⊡ divideontimes ⋇ ltimes ⋉ rtimes ⋊ leftthreetimes ⋋ rightthreetimes ⋌
curlywedge ⋏ curlyvee ⋎ circleddash ⊝ circledast ⊛ circledcirc ⊚ centerdot · sdot · cdotp ·
intercal ⊺ bigtriangleup △ bigtriangledown ▽ triangleleft ◃ triangleright ▹ dag † ddag ‡ Dagger ‡
bull • plusmn ±
"""
REL = """
bowtie ⋈ Join ⋈ smile ⌣ smallsmile ⌣ frown ⌢ smallfrown ⌢ sqsubset ⊏ sqsubseteq ⊑ sqsupset ⊐
sqsupseteq ⊒ dashv ⊣ owns ∋ isin ∈ notni ∌ sub ⊂ sube ⊆ supe ⊇ vDash ⊨ Vdash ⊩ Vvdash ⊪ nvdash ⊬
nvDash ⊭ nVdash ⊮ nVDash ⊯ nless ≮ nleqslant ≰ nleqq ≰ lneq ⪇ lneqq ≨ lvertneqq ≨ lnsim ⋦ lnapprox ⪉
ngtr ≯ ngeqslant ≱ ngeqq ≱ gneq ⪈ gneqq ≩ gvertneqq ≩ gnsim ⋧ gnapprox ⪊
nprec ⊀ npreceq ⋠ precnsim ⋨ precnapprox ⪹ precneqq ⪵ nsucc ⊁ nsucceq ⋡
succnsim ⋩ succnapprox ⪺ succneqq ⪶ nsim ≁ ncong ≆
nmid ∤ nshortmid ∤ nparallel ∦ nshortparallel ∦ shortmid ∣ shortparallel ∥ ntriangleleft ⋪
ntrianglelefteq ⋬ ntriangleright ⋫ ntrianglerighteq ⋭ vartriangleleft ⊲ trianglelefteq ⊴
vartriangleright ⊳ trianglerighteq ⊵ blacktriangleleft ◀ blacktriangleright ▶ subsetneq ⊊
varsubsetneq ⊊ subsetneqq ⫋ varsubsetneqq ⫋ supsetneq ⊋ varsupsetneq ⊋ supsetneqq ⫌
varsupsetneqq ⫌ nsubseteq ⊈ nsubseteqq ⊈ nsupseteq ⊉ nsupseteqq ⊉ subseteqq ⫅ supseteqq ⫆ Subset ⋐
Supset ⋑ leqq ≦ geqq ≧ eqslantless ⪕ eqslantgtr ⪖ lessapprox ⪅ gtrapprox ⪆ lll ⋘ llless ⋘ ggg ⋙
gggtr ⋙ lessgtr ≶ gtrless ≷ lesseqgtr ⋚ gtreqless ⋛ lesseqqgtr ⪋ gtreqqless ⪌ preccurlyeq ≼
succcurlyeq ≽ curlyeqprec ⋞ curlyeqsucc ⋟ precsim ≾ succsim ≿ precapprox ⪷ succapprox ⪸ approxeq ≊
doteqdot ≑ Doteq ≑ risingdotseq ≓ fallingdotseq ≒ backsim ∽ backsimeq ⋍ eqsim ≂ bumpeq ≏ Bumpeq ≎
eqcirc ≖ circeq ≗ thicksim ∼ thickapprox ≈ between ≬ pitchfork ⋔ varpropto ∝ backepsilon ∍
origof ⊶ imageof ⊷ multimap ⊸ vcentcolon : ratio : dblcolon ∷ coloncolon ∷ colonequals ≔ coloneq ≔
coloncolonequals ⩴ Coloneqq ⩴ eqqcolon ≕ equalscolon ≕ eqcolon ≕ Coloneq ∷− Eqqcolon =∷ Eqcolon −∷
coloncolonminus ∷− colonminus ∹ minuscolon −: minuscoloncolon −∷ equalscoloncolon =∷ colonapprox :≈
Colonapprox ∷≈ coloncolonapprox ∷≈ approxcolon ≈: approxcoloncolon ≈∷ colonsim :∼ Colonsim ∷∼
coloncolonsim ∷∼ simcolon ∼: simcoloncolon ∼∷ restriction ↾
"""
ARROWS = """
Longleftarrow ⟸ Longrightarrow ⟹ longleftrightarrow ⟷ Longleftrightarrow ⟺ hookleftarrow ↩
leftharpoonup ↼ rightharpoonup ⇀ leftharpoondown ↽ rightharpoondown ⇁ swarrow ↙ nwarrow ↖
rightleftharpoons ⇌ leftrightharpoons ⇋ nleftarrow ↚ nrightarrow ↛ nLeftarrow ⇍ nRightarrow ⇏
nleftrightarrow ↮ nLeftrightarrow ⇎ dashrightarrow ⇢ dashleftarrow ⇠ leftleftarrows ⇇
rightrightarrows ⇉ leftrightarrows ⇆ rightleftarrows ⇄ Lleftarrow ⇚ Rrightarrow ⇛ twoheadleftarrow ↞
twoheadrightarrow ↠ leftarrowtail ↢ rightarrowtail ↣ looparrowleft ↫ looparrowright ↬
curvearrowleft ↶ curvearrowright ↷ circlearrowleft ↺ circlearrowright ↻ Lsh ↰ Rsh ↱ upuparrows ⇈
downdownarrows ⇊ upharpoonleft ↿ upharpoonright ↾ downharpoonleft ⇃ downharpoonright ⇂
leftrightsquigarrow ↭ rightsquigarrow ⇝ leadsto ⇝ Uparrow ⇑ Downarrow ⇓ updownarrow ↕ Updownarrow ⇕
larr ← larrow ← rarr → uarr ↑ darr ↓ harr ↔ lrarr ↔ lArr ⇐ Larr ⇐ rArr ⇒ Rarr ⇒ uArr ⇑ Uarr ⇑
dArr ⇓ Darr ⇓ hArr ⇔ Harr ⇔ lrArr ⇔ Lrarr ⇔ xleftrightarrows ⇆
"""
OPEN = """
lmoustache ⎰ lgroup ⟮ ulcorner ⌜ llcorner ⌞ lparen ( llbracket ⟦ lBrace ⦃ lang ⟨
"""
CLOSE = """
rmoustache ⎱ rgroup ⟯ urcorner ⌝ lrcorner ⌟ rparen ) rrbracket ⟧ rBrace ⦄ rang ⟩
"""
PUNCT = "ldotp ."
INNER = "mathellipsis … dotso … dotsx … dotsm ⋯ dotsi ⋯"
OP = "biguplus ⨄ bigsqcup ⨆ intop ∫ smallint ∫ oiint ∯ oiiint ∰ iiiint ⨌"
NAMES = "arctg arcctg ch cosec cotg ctg cth sh tg th sech csch arccot arcsec arccsc arcosh arsinh"
NAMES_WITH_LIMITS = """
injlim inj_lim projlim proj_lim plim plim varlimsup lim_sup varliminf lim_inf varinjlim inj_lim
varprojlim proj_lim
"""
"""Names under which limits go; a _ stands for a blank."""
