"""Given names that many people in Scotland have: one in a story may be somebody's, so its teller is asked."""

COMMON = frozenset(
    """
    aaron abdul adam adele adnan agnes ahmed aileen ailsa aisha alan alasdair alastair albert alec alex alexander alice
    alison alistair allan amanda amelia amina amy andrea andrew angela angus ann anna anne annette annie anthony archie
    arthur audrey ava barbara barry ben benjamin bernadette beth bethany betty beverley bill billy bob brenda brian bridget
    bruce bryan callum calum cameron carol caroline catherine cathy catriona charles charlie charlotte cheryl chloe chris
    christina christine christopher claire clare colin connor craig daisy dan daniel daphne darren dave david davina dawn
    debbie deborah declan denis denise derek diana diane donald donna doreen doris dorothy dougal douglas duncan dylan eck
    edith edward effie eileen elaine eleanor elizabeth ella ellen elsie elspeth emily emma eric erin ernest esther ethel
    euan eunice evelyn ewan fatima fergus finlay fiona flora florence frances francis frank fraser fred freda gail gareth
    gary gavin gemma geoffrey george georgina gerald gerard gillian gladys glenn gordon grace graeme graham grant greg
    gregor hamish hannah harold harriet harris harry hazel heather hector helen henry hilary hilda hugh iain ian ibrahim
    ina innes irene iris isabel isabella isla isobel ivan ivy jack jackie jacqueline jade jake james jamie jan jane janet
    janice janine jason jean jeanette jeff jemima jennifer jenny jessica jessie jill jim jimmy joan joanna joanne joe john
    jonathan joseph josephine joshua joy joyce judith julia julie june karen kate katherine kathleen katie kay keith kelly
    ken kenneth kevin kieran kim kirsteen kirsten kirsty laura lauren lawrence leah leanne lee lena leo leon leslie lesley
    lewis liam lily linda lindsay lisa liz logan lorna lorraine louise lucy luke lynn lynne mabel maggie mairi malcolm
    marcus margaret maria marian marie marion marjorie mark martha martin mary matthew maureen maurice max may megan mhairi
    michael michelle mina mohammed moira molly morag morven muhammad muriel murdo nadia nan nancy natalie nathan neil nell
    nicola nicole nigel niamh noah noel nora norma norman olive oliver olivia omar oscar owen pamela pat patricia patrick
    paul paula pauline peggy peter phil philip phyllis priya rachel ralph raymond rebecca rhona richard rita rob robbie
    robert robin roderick roger ron ronald rory rosemary ross roy ruaridh ruby russell ruth ryan sadie sally sam samantha
    samuel sandra sandy sara sarah scott sean shaun sharon sheena sheila shirley shona simon siobhan sofia sophie stanley
    stella stephanie stephen steven stewart stuart susan suzanne sylvia tam tariq ted teresa thomas tina toby tom tommy
    tony tracey tracy trevor una ursula valerie vera veronica victor victoria vincent violet wendy wilfred william willie
    winifred yasmin yusuf yvonne zara zoe
    """.split()  # noqa: SIM905 - a list of three hundred strings reads worse
) - {
    "grant",
    "may",
    "mark",
    "joy",
    "grace",
    "olive",
    "iris",
    "heather",
    "hazel",
    "ivy",
    "ruby",
    "violet",
    "dawn",
    "june",
    "pat",
}
