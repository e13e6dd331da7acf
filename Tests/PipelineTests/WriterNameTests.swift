import Testing
import ZhibiaoTesting

@Suite("Who wrote a text")
struct WriterNameTests {
  @Test(
    "brackets at the beginning and at the end name who wrote it",
    arguments: [
      ("某某报讯（记者 张三）全市增长5%。", "张三"), ("某某网10月4日讯（记者张三 整合）全市增长5%。", "张三"), ("全市增长5%。（张三）", "张三"),
      ("全市增长5%。（文/图 张三 李四）", "张三 李四"), ("全市增长5%。（记者 张三、李四 通讯员 王五）", "张三、李四"), ("全市增长5%。（完）", nil),
      ("全市增长5%。（单位：亿元）", nil), ("会见了王某（张三）", nil), ("全市增长5%（金额）。", nil), ("全市增长5%。（图片来自网络）", nil),
    ] as [(String, String?)])
  func names(text: String, author: String?) throws {
    #expect(try TestPipeline.shared().document(of: text).metadata.author == author)
  }
}
